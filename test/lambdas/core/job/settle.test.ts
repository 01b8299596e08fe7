import { describe, expect, it } from 'vitest';
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

describe('a job whose description names a group', () => {
  const tagged = { JobDescription: 'pictures [group:photos-2026]' };
  const pendingIn = (changes: object) =>
    seen('registration', STARTED, {
      ...changes,
      Completed: false,
      CompletionDate: null,
      StatusCode: 'InProgress',
      StatusMessage: null,
    });

  it('has the group and its place in it, by status and age', () => {
    const waiting = live([pendingIn(tagged)]);
    expect(waiting).toMatchObject({
      group: 'photos-2026',
      groupSort: `InProgress#Standard#${waiting?.creationDate}`,
    });
    const done = live([seen('notice', NOTICED, tagged)], undefined, waiting);
    expect(done?.groupSort).toBe(`Succeeded#${done?.completionDate}`);
  });

  it('sorts before all outputs that expire when its own does not', () => {
    const select = { ...tagged, Action: 'Select', OutputLocation: { S3: { BucketName: 'b' } } };
    const done = live([seen('describe-job', NOTICED, select)]);
    expect(done?.groupSort).toBe(`Succeeded##${done?.completionDate}`);
  });

  it('keeps its group when better evidence has another description', () => {
    const done = live([seen('notice', NOTICED, tagged), seen('describe-job', DAY_LATER)]);
    expect(done?.jobDescription).not.toContain('[group:');
    expect(done?.group).toBe('photos-2026');
  });

  it('reaches fan-out when its group is first learned, without a transition', () => {
    const before = live([pendingIn({ JobDescription: null })]);
    const after = live([pendingIn(tagged)], DAY_LATER, before);
    expect(after).toMatchObject({ group: 'photos-2026', lastChange: 'transition', sequence: 1 });
  });

  it('is kept for at least 400 days after its end', () => {
    const job = live([pendingIn(tagged), seen('notice', NOTICED, tagged), collected(DAY_LATER)]);
    expect(job?.expireAt).toBe(epochSeconds(plusHours(DAY_LATER, 400 * 24)));
  });
});
