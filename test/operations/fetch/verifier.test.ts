import { expect, it } from 'vitest';
import { createVerifier, judgeHash } from '../../../operations/fetch/verifier.ts';

const judge = (text: string, known: Partial<Parameters<typeof createVerifier>[0]> = {}) => {
  const verifier = createVerifier({ sizeInBytes: Buffer.byteLength(text), ...known });
  for (const byte of Buffer.from(text)) verifier.update(Uint8Array.of(byte));
  const verdict = verifier.verdict();
  return 'message' in verdict ? verdict.message : verdict.kind;
};

const INVENTORY = '{"VaultARN":"x","ArchiveList":[{"ArchiveDescription":"a \\"}] b\\\\"}]}';
const CSV = 'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n';

it.each([
  ['abc', {}, 'unverified'],
  [
    'abc',
    { treeHash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    'verified',
  ],
  [
    'abc',
    { treeHash: 'ab' },
    expect.stringMatching(/^its tree hash is ba78\w+, but Glacier has ab$/),
  ],
  ['abc', { sizeInBytes: 4 }, 'it has 3 of 4 bytes'],
  [INVENTORY, { format: 'JSON' }, 'verified'],
  [INVENTORY.slice(0, -1), { format: 'JSON' }, 'it is not a whole JSON inventory'],
  [`${INVENTORY}{}`, { format: 'JSON' }, 'it is not a whole JSON inventory'],
  [INVENTORY.replace(']}', '"}'), { format: 'JSON' }, 'it is not a whole JSON inventory'],
  ['<html>', { format: 'JSON' }, 'it is not a whole JSON inventory'],
  [CSV, { format: 'CSV' }, 'verified'],
  ['<html>', { format: 'CSV' }, 'it is not a whole CSV inventory'],
] as const)('judges %j of %o', (text, known, verdict) => {
  expect(judge(text, known)).toStrictEqual(verdict);
});

it('takes the form of an inventory for its hash', () => {
  expect(judgeHash('a', { sizeInBytes: 1, format: 'CSV' }).kind).toBe('verified');
});
