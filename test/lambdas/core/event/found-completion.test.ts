import { expect, it } from 'vitest';
import { findCompletion } from '../../../../lambdas/core/event/found-completion.ts';
import type { Job } from '../../../../lambdas/core/job/job.ts';
import { collected, live, pending, seen } from '../../../support/evidence.ts';

const STARTED = '2026-03-14T03:40:20.000Z';
const FOUND = '2026-03-14T07:47:42.098Z';
const waited = (...evidence: Parameters<typeof live>[0]) =>
  live([pending('registration', STARTED), ...evidence]);
const last = (job: Job | undefined) => job && findCompletion(job, job.sequence);
const failed = { StatusCode: 'Failed', StatusMessage: 'The archive is gone.' };

it.each([
  ['a notice, of a pending job', 'notice', waited(seen('notice', FOUND))],
  ['a notice, of an unknown job', 'notice', live([seen('notice', FOUND)])],
  ['a notice of failure', 'notice', waited(seen('notice', FOUND, failed))],
  ['a look', 'polling', waited(seen('describe-job', FOUND))],
  ['a list', 'polling', waited(seen('list-jobs', FOUND))],
])('gives credit to %s', (_what, by, job) => {
  expect(last(job)).toStrictEqual({ by, delayMs: 15 * 60_000 });
});

it.each([
  ['a pending job', live([pending('registration', STARTED)])],
  ['a finished job that a sweep adopts', live([seen('list-jobs', FOUND)])],
  ['its reader', waited(collected(FOUND))],
  ['better evidence', waited(seen('notice', STARTED, failed), seen('describe-job', FOUND))],
])('gives none to %s', (_what, job) => {
  expect(job?.transitions.map((_, index) => findCompletion(job, index + 1))).not.toContainEqual(
    expect.objectContaining({ by: 'polling' }),
  );
  expect(last(job)).toBeUndefined();
});

it('knows no delay without a date, and none below zero', () => {
  const { completionDate: _date, ...dateless } = live([seen('notice', FOUND)])!;
  expect(findCompletion(dateless, 1)).toStrictEqual({ by: 'notice', delayMs: undefined });
  const early = live([seen('notice', '2026-03-14T07:32:40.000Z')])!;
  expect(findCompletion(early, 1)).toStrictEqual({ by: 'notice', delayMs: 0 });
});

it('finds nothing where there is no transition', () => {
  expect(findCompletion(live([seen('notice', FOUND)])!, 2)).toBeUndefined();
});
