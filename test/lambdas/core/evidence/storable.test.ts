import { expect, it } from 'vitest';
import { clipText } from '../../../../lambdas/core/evidence/clip-text.ts';
import { withLowerCamelKeys } from '../../../../lambdas/core/evidence/details.ts';
import { isStorable } from '../../../../lambdas/core/evidence/storable.ts';

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

it.each([
  [true, null],
  [true, true],
  [true, { a: 0, b: [1, -1.5], c: { d: 'text' }, e: null }],
  [true, 1e-130],
  [true, Number.MAX_SAFE_INTEGER],
  [false, 1e-131],
  [false, { a: [-5e-324] }],
  [false, Number.MAX_SAFE_INTEGER + 1],
  [false, { good: 1, a: { b: 1e300 } }],
  [true, nested(16)],
  [false, nested(17)],
  [true, 'x'.repeat(20_000 - 2)],
  [false, 'x'.repeat(20_000 - 1)],
  [false, { good: 'x', a: '\ud800' }],
  [false, { good: 'x', '': 'y' }],
  [false, { good: 'x', constructor: 'y' }],
  [false, { good: 'x', CONSTRUCTOR: 'y' }],
  [false, JSON.parse('{"a":{"__proto__":1}}')],
])('storable is %s of %#', (expected, value) => {
  expect(isStorable(value)).toBe(expected);
});

it('clips a text of more than 3,000 bytes of JSON to 500 characters', () => {
  expect(clipText('x'.repeat(2998))).toHaveLength(2998);
  expect(clipText('😀'.repeat(1000))).toBe('😀'.repeat(500));
  expect(clipText('a\ufffeb\uffffc\ud800')).toBe('a\ufffdb\ufffdc\ufffd');
});

it('renames members at every depth, but not those of maps of the user', () => {
  const given = {
    SNSTopic: 't',
    SHA256TreeHash: 'h',
    ArchiveSHA256TreeHash: 'a',
    S3: { KMSKeyId: 'k', Gone: null, Left: undefined, List: [{ InnerKey: 1 }, null, 'Text'] },
    CSV: { FileHeaderInfo: 'USE' },
    UserMetadata: { MyKey: 1 },
    Tagging: { MyTag: { Deep: 1 } },
    userMetadata2: { A: 1 },
    jobIDs: 1,
  };
  expect(withLowerCamelKeys(given)).toStrictEqual({
    snsTopic: 't',
    sha256TreeHash: 'h',
    archiveSha256TreeHash: 'a',
    s3: { kmsKeyId: 'k', list: [{ innerKey: 1 }, null, 'Text'] },
    csv: { fileHeaderInfo: 'USE' },
    userMetadata: { MyKey: 1 },
    tagging: { MyTag: { Deep: 1 } },
    userMetadata2: { a: 1 },
    jobIDs: 1,
  });
  const again = withLowerCamelKeys({ userMetadata: { MyKey: 1 }, tagging: { MyTag: 1 } });
  expect(again).toStrictEqual({ userMetadata: { MyKey: 1 }, tagging: { MyTag: 1 } });
});
