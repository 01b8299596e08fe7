import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJobLocation } from '../../../lambdas/tracker/read-initiation.ts';

const ACCOUNT = '123456789012';
const whole = { accountId: ACCOUNT, vaultName: 'photos', jobId: 'j-_1' };

describe('the location of a job', () => {
  it.each([
    ["Glacier's own", `/${ACCOUNT}/vaults/photos/jobs/j-_1`, whole],
    ['with two slashes ahead', `//${ACCOUNT}/vaults/photos/jobs/j-_1`, whole],
    ['a URL', `https://glacier.eu-west-1.amazonaws.com/${ACCOUNT}/vaults/photos/jobs/j-_1`, whole],
    ['an ARN', `arn:aws:glacier:eu-west-1:${ACCOUNT}:vaults/photos/jobs/j-_1`, whole],
    ['with more behind', `/${ACCOUNT}/vaults/photos/jobs/j-_1/output?x=1`, whole],
    ['without slash ahead', `${ACCOUNT}/vaults/photos/jobs/j-_1`, whole],
    [
      'the own account as -',
      '/-/vaults/photos/jobs/j-_1',
      { vaultName: 'photos', jobId: 'j-_1', accountId: undefined },
    ],
    [
      "moto's, without account",
      '//vaults/photos/jobs/j-_1',
      { vaultName: 'photos', jobId: 'j-_1', accountId: undefined },
    ],
    [
      'nothing but the path',
      'vaults/photos/jobs/j-_1',
      { vaultName: 'photos', jobId: 'j-_1', accountId: undefined },
    ],
    [
      'a vault named vaults',
      `/${ACCOUNT}/vaults/vaults/jobs/jobs`,
      { accountId: ACCOUNT, vaultName: 'vaults', jobId: 'jobs' },
    ],
  ])('may be %s', (_form, location, expected) => {
    expect(readJobLocation(location)).toStrictEqual(expected);
  });

  it.each([
    undefined,
    '',
    '/',
    `/${ACCOUNT}/vaults/photos`,
    `/${ACCOUNT}/vaults/photos/jobs/`,
    '/vaults//jobs/j',
    '/myvaults/photos/jobs/j',
    `/${ACCOUNT}/vaults/a/b/jobs/j`,
  ])('that is %j says nothing', (location) => {
    expect(readJobLocation(location)).toStrictEqual({
      accountId: undefined,
      vaultName: undefined,
      jobId: undefined,
    });
  });

  it('is found in any form for any vault and job', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,40}$/);
    const head = fc.constantFrom('', '/', '//', '/-/', `/${ACCOUNT}/`, `https://host/${ACCOUNT}/`);
    return fc.assert(
      fc.property(head, name, name, (start, vaultName, jobId) => {
        expect(readJobLocation(`${start}vaults/${vaultName}/jobs/${jobId}`)).toStrictEqual({
          vaultName,
          jobId,
          accountId: start.includes(ACCOUNT) ? ACCOUNT : undefined,
        });
      }),
    );
  });
});
