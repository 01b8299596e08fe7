import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobId, parseVaultArn } from '../../../lambdas/core/vault/vault.ts';
import { readInitiation } from '../../../lambdas/tracker/read-initiation.ts';
import { PHOTOS_ARN } from '../../support/a-notice.ts';
import { anInitiation, INITIATED_JOB_ID } from '../../support/an-initiation.ts';

const scope = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  vaults: ['photos'],
} as const;
const read = (event: unknown) => readInitiation(event, scope);
const location = `/123456789012/vaults/photos/jobs/${INITIATED_JOB_ID}`;
const found = {
  kind: 'initiated',
  key: { vaultArn: PHOTOS_ARN, jobId: INITIATED_JOB_ID },
} as const;

/** Rewrites every name at every depth. */
const rename = (value: unknown, to: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => rename(one, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [to(name), rename(one, to)]),
  );
};

describe('a record of a started job', () => {
  it.each([
    ['as it is inferred', {}],
    ['with a location only', { responseElements: { location } }],
    ['with an id only', { responseElements: { jobId: INITIATED_JOB_ID } }],
    ['with the name of the header', { responseElements: { 'x-amz-job-id': INITIATED_JOB_ID } }],
    ['without request', { requestParameters: null }],
    [
      'whose names hold what cannot be',
      {
        requestParameters: { accountId: 'me', vaultName: '..' },
        responseElements: { jobId: '', location },
      },
    ],
    [
      'of the own account as -',
      { responseElements: { location: `/-/vaults/photos/jobs/${INITIATED_JOB_ID}` } },
    ],
    [
      'with two slashes ahead',
      { responseElements: { location: `//vaults/photos/jobs/${INITIATED_JOB_ID}` } },
    ],
    ['without recipient', { recipientAccountId: undefined, awsRegion: null }],
    ['with an empty error code', { errorCode: '', errorMessage: null }],
  ])('%s says which job', (_form, changes) => {
    expect(read(anInitiation(changes))).toStrictEqual(found);
  });

  it('says it whatever the case of its names', () => {
    const letters = fc.infiniteStream(fc.boolean());
    return fc.assert(
      fc.property(letters, (isUpper) => {
        const mix = (name: string) =>
          [...name]
            .map((one) => (isUpper.next().value ? one.toUpperCase() : one.toLowerCase()))
            .join('');
        expect(read(rename(anInitiation(), mix))).toStrictEqual(found);
      }),
    );
  });

  it('lies in the partition of the stack', () => {
    const inChina = anInitiation({
      awsRegion: 'cn-north-1',
      requestParameters: { vaultName: 'photos' },
    });
    const china = { ...scope, partition: 'aws-cn', region: 'cn-north-1' };
    expect(readInitiation(inChina, china)).toMatchObject({
      key: { vaultArn: 'arn:aws-cn:glacier:cn-north-1:123456789012:vaults/photos' },
    });
  });
});

describe('a record is skipped', () => {
  it.each([
    [
      'of a call that failed',
      { errorCode: 'PolicyEnforcedException', responseElements: null },
      'the call failed: PolicyEnforcedException',
    ],
    ['of a call without answer', { responseElements: null }, 'responseElements is null'],
  ])('%s', (_which, changes, reason) => {
    expect(read(anInitiation(changes))).toStrictEqual({ kind: 'skipped', reason });
  });
});

describe('a record is refused', () => {
  it.each([
    ['of a foreign region', { awsRegion: 'eu-west-2' }, 'foreign region eu-west-2'],
    [
      'of a foreign account in the response to the caller',
      { responseElements: { location: '/999999999999/vaults/photos/jobs/j' } },
      'foreign account 999999999999',
    ],
    [
      'of a foreign account that the request names',
      {
        requestParameters: { accountId: '999999999999', vaultName: 'photos' },
        responseElements: { jobId: 'j' },
      },
      'foreign account 999999999999',
    ],
    [
      'of a foreign recipient',
      { recipientAccountId: '999999999999', responseElements: { jobId: 'j' } },
      'foreign account 999999999999',
    ],
    [
      'of a vault that is not ours',
      { requestParameters: { vaultName: 'other' } },
      'vault other is not in the setting "vaults"',
    ],
  ])('%s', (_which, changes, reason) => {
    expect(read(anInitiation(changes))).toStrictEqual({ kind: 'refused', reason });
  });
});

describe('a record is missed', () => {
  it.each([
    ['no event', undefined, 'accountId, region, vaultName, jobId'],
    ['text', '"hello"', 'accountId, region, vaultName, jobId'],
    ['a list', [anInitiation()], 'accountId, region, vaultName, jobId'],
    ['an event without detail', { ...anInitiation(), detail: null }, 'vaultName, jobId'],
    ['a record without answer', anInitiation({ responseElements: undefined }), 'jobId'],
    ['an answer of text', anInitiation({ responseElements: location }), 'jobId'],
    ['an answer without id', anInitiation({ responseElements: { location: '/' } }), 'jobId'],
    ['an id that leaves its path', anInitiation({ responseElements: { jobId: '..' } }), 'jobId'],
    ['an id that is no text', anInitiation({ responseElements: { jobId: 7 } }), 'jobId'],
    [
      'a vault that leaves its path',
      anInitiation({ requestParameters: { vaultName: '.' }, responseElements: { jobId: 'j' } }),
      'vaultName',
    ],
    [
      'a region that cannot be',
      { ...anInitiation({ awsRegion: 'eu west' }), region: undefined },
      'region',
    ],
  ])('that is %s', (_what, event, missing) => {
    expect(read(event)).toStrictEqual({
      kind: 'missed',
      reason: `not found in the record: ${missing}`,
    });
  });
});

it('gets nothing but an outcome out of anything, and no key that the SDK must not see', () => {
  const odd = fc.oneof(fc.anything(), fc.constantFrom('..', '.', '', '/', 'photos', location));
  const record = fc.record(
    {
      errorCode: odd,
      awsRegion: fc.oneof(odd, fc.constant('eu-west-1')),
      recipientAccountId: odd,
      requestParameters: fc.oneof(odd, fc.record({ vaultName: odd, accountId: odd })),
      responseElements: fc.oneof(odd, fc.record({ jobId: odd, location: odd })),
    },
    { requiredKeys: [] },
  );
  const event = fc.oneof(fc.anything(), record.map(anInitiation), record);
  return fc.assert(
    fc.property(event, (given) => {
      const reading = read(given);
      expect(['initiated', 'skipped', 'refused', 'missed']).toContain(reading.kind);
      if (reading.kind !== 'initiated') return;
      expect(parseVaultArn(reading.key.vaultArn)).toMatchObject({ vaultName: 'photos' });
      expect(JobId.safeParse(reading.key.jobId).success).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
