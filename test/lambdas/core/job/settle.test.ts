import { expect, it } from 'vitest';
import { epochSeconds, plusHours } from '../../../../lambdas/core/instant.ts';
import {
  clock,
  collected,
  live,
  notFound,
  path,
  pending,
  seen,
} from '../../../support/evidence.ts';

const STARTED = '2026-03-14T03:40:20.000Z';
const NOTICED = '2026-03-14T07:32:43.000Z';
const DAY_LATER = '2026-03-15T08:00:00.000Z';

it('distinguishes a transition from a change of details', () => {
  const succeeded = live([seen('notice', NOTICED, { SHA256TreeHash: null })]);
  expect(succeeded?.lastChange).toBe('transition');
  expect(live([seen('describe-job', DAY_LATER)], NOTICED, succeeded)?.lastChange).toBe('details');
});

it('keeps why Glacier failed a job on that transition alone', () => {
  const why = { StatusCode: 'Failed', StatusMessage: 'The archive was deleted.' };
  expect(live([seen('notice', NOTICED, why)])?.transitions).toStrictEqual([
    { status: 'Failed', at: NOTICED, source: 'notice', statusMessage: 'The archive was deleted.' },
  ]);
  expect(live([seen('notice', NOTICED)])?.transitions).toStrictEqual([
    { status: 'Succeeded', at: NOTICED, source: 'notice' },
  ]);
});

it.each([
  ['Expired', [notFound(DAY_LATER)]],
  ['Collected', [collected(DAY_LATER)]],
])('is %s since that was recorded, whatever comes later', (status, last) => {
  const job = live([pending('registration', STARTED), seen('notice', NOTICED), ...last]);
  expect(job).toMatchObject({ status, statusSince: DAY_LATER });

  const later = live([seen('describe-job', '2026-03-16T00:00:00.000Z')], undefined, job);
  expect(later).toMatchObject({ status, statusSince: DAY_LATER });
});

it.each([
  ['Failed', [seen('notice', DAY_LATER, { StatusCode: 'Failed' })]],
  ['Expired', [seen('notice', NOTICED), notFound(DAY_LATER)]],
  ['Collected', [seen('notice', NOTICED), collected(DAY_LATER)]],
])('is forgotten ninety days after it was %s, and not before', (status, evidence) => {
  const job = live([pending('registration', STARTED), ...evidence]);
  expect(job).toMatchObject({ status, expireAt: epochSeconds(plusHours(DAY_LATER, 90 * 24)) });
});

it.each([
  ['InProgress', []],
  ['Succeeded', [seen('notice', NOTICED)]],
  ['Expiring', [seen('notice', NOTICED), clock('2026-03-15T04:00:00.000Z')]],
])('is not forgotten while it is %s', (status, evidence) => {
  const job = live([pending('registration', STARTED), ...evidence]);
  expect(job?.status).toBe(status);
  expect(job?.expireAt).toBeUndefined();
});

it('announces no success of a job that expired unread and was collected all the same', () => {
  const job = live([
    pending('registration', STARTED),
    notFound(DAY_LATER),
    collected('2026-03-15T09:00:00.000Z'),
  ]);
  expect(path(job)).toStrictEqual(['InProgress', 'Expired', 'Collected']);
});

it('announces the success of an expired job that comes back, also when little time is left', () => {
  const back = seen('describe-job', '2026-03-15T06:00:00.000Z');
  const job = live([pending('registration', STARTED), notFound('2026-03-15T05:00:00.000Z'), back]);
  expect(path(job)).toStrictEqual(['InProgress', 'Expired', 'Succeeded', 'Expiring']);
});

it('has an output that expires a day after a completion date without a zone, read as UTC', () => {
  const zoneless = { CompletionDate: '2026-03-14T04:39:46.420456' };
  expect(live([seen('notice', NOTICED, zoneless)])?.outputExpiresAt).toBe(
    '2026-03-15T04:39:46.420Z',
  );
});
