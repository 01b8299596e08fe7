import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../lambdas/core/errors.ts';
import { checkTarget, readTarget } from '../../registry/target.ts';
import { PHOTOS_ARN } from '../support/a-notice.ts';

const scope = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  vaults: ['photos', 'arn'],
} as const;
const read = (vault: unknown, jobId: unknown = 'j') =>
  readTarget({ vault, jobId } as Parameters<typeof readTarget>[0], scope);

describe('a job to be registered or collected', () => {
  it.each([
    ['name', 'photos'],
    ['ARN', PHOTOS_ARN],
  ])('is named by its vault’s %s', (_how, vault) => {
    expect(read(vault)).toStrictEqual({ vaultArn: PHOTOS_ARN, jobId: 'j' });
  });

  it.each([
    [
      'no vault',
      '',
      'j',
      'vault "" is neither',
      'arn:aws:glacier:<region>:<account>:vaults/<name>',
    ],
    ['a vault ..', '..', 'j', 'vault ".." is neither', '1 to 255'],
    ['a path', 'photos/jobs', 'j', 'vault "photos/jobs" is neither', '1 to 255'],
    ['half an ARN', 'arn:aws:glacier:eu-west-1:vaults/photos', 'j', 'vault "arn:', '<account>'],
    ['a vault of no text', undefined, 'j', 'vault of type undefined', '1 to 255'],
    ['no id', 'photos', '', 'jobId "" is not a Glacier job id', 'returned by InitiateJob'],
    ['an id that leaves its path', 'photos', '..', 'jobId ".." is no', 'returned by InitiateJob'],
    ['an id of no text', 'photos', null, 'jobId of type object', 'returned by InitiateJob'],
    [
      'a foreign region',
      PHOTOS_ARN.replace('eu-west-1', 'eu-west-2'),
      'j',
      'foreign region eu-west-2',
      'the account 123456789012 in eu-west-1',
    ],
    [
      'a foreign account',
      PHOTOS_ARN.replace('123456789012', '999999999999'),
      'j',
      'foreign account 999999999999',
      'the account 123456789012',
    ],
    [
      'a vault that is not tracked',
      'other',
      'j',
      'vault other is not in the setting',
      'specify a tracked vault of the account',
    ],
  ])('cannot have %s', (_what, vault, jobId, problem, remedy) => {
    expect(() => read(vault, jobId)).toThrow(InvalidInputError);
    expect(() => read(vault, jobId)).toThrow(problem);
    expect(() => read(vault, jobId)).toThrow(remedy);
  });

  it('is accepted or refused by an InvalidInputError, whatever it is', () => {
    const odd = fc.oneof(fc.anything(), fc.string(), fc.constant(PHOTOS_ARN));
    return fc.assert(
      fc.property(odd, odd, (vault, jobId) => {
        const target = { vault, jobId } as Parameters<typeof checkTarget>[0];
        try {
          checkTarget(target);
          expect(jobId).toMatch(/^[A-Za-z0-9_.-]{1,255}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
          expect((error as Error).message.length).toBeLessThan(2500);
        }
      }),
    );
  });
});
