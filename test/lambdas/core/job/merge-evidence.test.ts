import { expect, it } from 'vitest';
import type { Evidence } from '../../../../lambdas/core/evidence/evidence.ts';
import { decide } from '../../../../lambdas/core/job/decide.ts';
import { collected, live, POLICY, path, pending, seen } from '../../../support/evidence.ts';

const [FIRST, SECOND] = ['2026-03-14T07:32:43.000Z', '2026-03-14T07:40:00.000Z'];
const FAILED = { StatusCode: 'Failed', StatusMessage: 'The archive could not be read.' };
const succeeded = (source: 'notice' | 'describe-job' | 'list-jobs', at: string) => seen(source, at);
const failed = (source: 'notice' | 'describe-job' | 'list-jobs', at: string) =>
  seen(source, at, FAILED);

interface Case {
  readonly first: Evidence;
  readonly second: Evidence;
  readonly statuses: readonly string[];
  readonly isConflict: boolean;
}

const cases: readonly (readonly [string, Case])[] = [
  [
    'a notice of failure yields to a notice of success',
    {
      first: failed('notice', FIRST),
      second: succeeded('notice', SECOND),
      statuses: ['Failed', 'Succeeded'],
      isConflict: true,
    },
  ],
  [
    'a notice of success does not yield to a notice of failure',
    {
      first: succeeded('notice', FIRST),
      second: failed('notice', SECOND),
      statuses: ['Succeeded'],
      isConflict: true,
    },
  ],
  [
    'a notice of success yields to an answer of failure',
    {
      first: succeeded('notice', FIRST),
      second: failed('describe-job', SECOND),
      statuses: ['Succeeded', 'Failed'],
      isConflict: true,
    },
  ],
  [
    'an answer of failure yields to one of success, and not to a notice',
    {
      first: failed('list-jobs', FIRST),
      second: succeeded('describe-job', SECOND),
      statuses: ['Failed', 'Succeeded'],
      isConflict: true,
    },
  ],
  [
    'an answer of failure does not yield to a notice of success',
    {
      first: failed('list-jobs', FIRST),
      second: succeeded('notice', SECOND),
      statuses: ['Failed'],
      isConflict: true,
    },
  ],
  [
    'a reader who has the output outranks a notice of failure',
    {
      first: failed('notice', FIRST),
      second: collected(SECOND),
      statuses: ['Failed', 'Succeeded', 'Collected'],
      isConflict: true,
    },
  ],
  [
    'a reader does not outrank an answer of failure',
    {
      first: failed('describe-job', FIRST),
      second: collected(SECOND),
      statuses: ['Failed'],
      isConflict: true,
    },
  ],
  [
    'a reader agrees with success',
    {
      first: succeeded('notice', FIRST),
      second: collected(SECOND),
      statuses: ['Succeeded', 'Collected'],
      isConflict: false,
    },
  ],
  [
    'an answer of failure outranks a reader',
    {
      first: collected(FIRST),
      second: failed('describe-job', SECOND),
      statuses: ['InProgress', 'Succeeded', 'Collected', 'Failed'],
      isConflict: true,
    },
  ],
];

it.each(cases)('%s', (_what, { first, second, statuses, isConflict }) => {
  const start =
    first.kind === 'collected'
      ? live([pending('registration', '2026-03-14T03:40:20.000Z')])
      : undefined;
  const job = live([first], undefined, start);
  const decision = decide({ job, evidence: second, now: SECOND, policy: POLICY });
  expect(decision).toMatchObject({ isConflict });
  expect(path(decision.kind === 'changed' ? decision.job : job)).toStrictEqual(statuses);
});

it('knows since when a job without a date is complete, until it has one', () => {
  const undated = live([seen('notice', SECOND, { CompletionDate: null })]);
  expect(undated).toMatchObject({
    completeSeenAt: SECOND,
    outputExpiresAt: '2026-03-15T07:40:00.000Z',
    statusSince: SECOND,
  });
  const earlier = live([seen('list-jobs', FIRST, { CompletionDate: null })], SECOND, undated);
  expect(earlier?.completeSeenAt).toBe(FIRST);
  const dated = live([succeeded('describe-job', SECOND)], undefined, earlier);
  expect(dated?.completeSeenAt).toBeUndefined();
  expect(dated?.outputExpiresAt).toBe('2026-03-15T07:32:42.098Z');
});

it('keeps what a reader could not know, and says that the job succeeded', () => {
  const job = live([pending('registration', '2026-03-14T03:40:20.000Z'), collected(SECOND)]);
  expect(job).toMatchObject({
    statusCode: 'Succeeded',
    outcomeSource: 'collection',
    collectedAt: SECOND,
    completeSeenAt: SECOND,
    jobDescription: 'put anything here',
  });
  expect(job?.statusMessage).toBeUndefined();
});

it('takes from a pending description nothing that a completed job says better', () => {
  const job = live([seen('notice', FIRST, { CompletionDate: null, Tier: null })]);
  const late = { ...pending('describe-job', SECOND) };
  const said = { ...late.details, completionDate: FIRST, tier: 'Bulk' };
  const after = live([{ ...late, details: said }], undefined, job);
  expect(after).toMatchObject({ tier: 'Bulk', statusCode: 'Succeeded', status: 'Succeeded' });
  expect(after?.completionDate).toBeUndefined();
});

it('refuses an unknown job at the very day that it would be forgotten, and not before', () => {
  const decideOn = (CompletionDate: string) =>
    decide({
      job: undefined,
      evidence: seen('notice', FIRST, { CompletionDate }),
      now: FIRST,
      policy: POLICY,
    }).kind;
  expect(decideOn('2025-12-14T07:32:43.000Z')).toBe('changed');
  expect(decideOn('2025-12-14T07:32:42.999Z')).toBe('refused');
});
