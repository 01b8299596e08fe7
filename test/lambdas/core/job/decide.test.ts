import { describe, expect, it } from 'vitest';
import { decide } from '../../../../lambdas/core/job/decide.ts';
import {
  clock,
  collected,
  live,
  notFound,
  POLICY,
  path,
  pending,
  seen,
} from '../../../support/evidence.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const CREATION = '2026-03-14T03:40:19.264Z';
const FAILED = { StatusCode: 'Failed', StatusMessage: 'The archive could not be read.' };
const SELECT = { Action: 'Select', OutputLocation: { S3: { BucketName: 'results' } } };

describe('the life of a job', () => {
  it.each([
    ['is in progress from its registration on', [pending('registration', CREATED)], ['InProgress']],
    [
      'succeeds',
      [pending('registration', CREATED), seen('notice', COMPLETED)],
      ['InProgress', 'Succeeded'],
    ],
    [
      'fails',
      [pending('registration', CREATED), seen('notice', COMPLETED, FAILED)],
      ['InProgress', 'Failed'],
    ],
    ['is upserted by a notice for an unknown job', [seen('notice', COMPLETED)], ['Succeeded']],
    [
      'expires after its reminder',
      [
        seen('notice', COMPLETED),
        clock('2026-03-15T03:32:42.097Z'),
        clock('2026-03-15T03:32:42.098Z'),
        notFound('2026-03-15T07:32:42.098Z'),
      ],
      ['Succeeded', 'Expiring', 'Expired'],
    ],
    [
      'records success and reminder in one write when it is found late',
      [pending('registration', CREATED), seen('describe-job', '2026-03-15T05:00:00.000Z')],
      ['InProgress', 'Succeeded', 'Expiring'],
    ],
    [
      'gets no reminder once its output may be gone',
      [seen('notice', COMPLETED), clock('2026-03-15T07:32:42.098Z')],
      ['Succeeded'],
    ],
    [
      'stays Expiring until Glacier no longer knows it',
      [
        seen('notice', COMPLETED),
        clock('2026-03-15T04:00:00.000Z'),
        clock('2026-03-16T12:00:00.000Z'),
        seen('describe-job', '2026-03-16T12:00:00.000Z'),
      ],
      ['Succeeded', 'Expiring'],
    ],
    [
      'expires without a reminder when the news of its success comes after the expiry',
      [
        pending('registration', CREATED),
        seen('notice', '2026-03-17T07:00:00.000Z'),
        notFound('2026-03-17T07:01:00.000Z'),
      ],
      ['InProgress', 'Succeeded', 'Expired'],
    ],
    [
      'does not expire while its output lies in a bucket',
      [
        seen('notice', COMPLETED, SELECT),
        clock('2026-03-15T04:00:00.000Z'),
        notFound('2026-03-17T07:01:00.000Z'),
      ],
      ['Succeeded'],
    ],
    [
      'expires unseen',
      [pending('registration', CREATED), notFound('2026-03-15T03:40:19.264Z')],
      ['InProgress', 'Expired'],
    ],
    [
      'takes an early 404 for nothing',
      [pending('registration', CREATED), notFound('2026-03-15T03:40:19.263Z')],
      ['InProgress'],
    ],
    [
      'keeps its output for 24 h whatever a 404 says',
      [seen('notice', COMPLETED), notFound('2026-03-15T07:32:42.097Z')],
      ['Succeeded', 'Expiring'],
    ],
    [
      'comes back from Expired while its output lasts',
      [
        pending('registration', CREATED),
        notFound('2026-03-15T04:00:00.000Z'),
        seen('notice', '2026-03-15T05:00:00.000Z', { CompletionDate: '2026-03-15T04:30:00.000Z' }),
      ],
      ['InProgress', 'Expired', 'Succeeded'],
    ],
    [
      'stays Expired when the news of its success comes too late',
      [
        pending('registration', CREATED),
        notFound('2026-03-15T08:00:00.000Z'),
        seen('notice', '2026-03-15T09:00:00.000Z'),
      ],
      ['InProgress', 'Expired'],
    ],
    [
      'is collected',
      [seen('notice', COMPLETED), collected('2026-03-14T08:00:00.000Z')],
      ['Succeeded', 'Collected'],
    ],
    [
      'has succeeded when it is collected before anybody said so',
      [pending('registration', CREATED), collected('2026-03-14T08:00:00.000Z')],
      ['InProgress', 'Succeeded', 'Collected'],
    ],
    [
      'is reminded of no more once collected',
      [
        seen('notice', COMPLETED),
        collected('2026-03-14T08:00:00.000Z'),
        clock('2026-03-15T05:00:00.000Z'),
        notFound('2026-03-16T05:00:00.000Z'),
      ],
      ['Succeeded', 'Collected'],
    ],
    [
      'never returns to InProgress',
      [seen('notice', COMPLETED), pending('list-jobs', '2026-03-14T07:40:00.000Z')],
      ['Succeeded'],
    ],
    [
      'believes Glacier over a notice',
      [seen('notice', COMPLETED, FAILED), seen('describe-job', '2026-03-14T08:00:00.000Z')],
      ['Failed', 'Succeeded'],
    ],
    [
      'does not believe a notice over Glacier',
      [seen('describe-job', COMPLETED), seen('notice', '2026-03-14T08:00:00.000Z', FAILED)],
      ['Succeeded'],
    ],
  ])('%s', (_name, evidence, statuses) => {
    expect(path(live(evidence))).toStrictEqual(statuses);
  });

  it('is not expired by a 404 that a later success refuted', () => {
    const job = live([
      pending('registration', CREATED),
      notFound('2026-03-15T04:00:00.000Z'),
      seen('notice', '2026-03-15T05:00:00.000Z', { CompletionDate: '2026-03-15T04:30:00.000Z' }),
      clock('2026-03-16T00:31:00.000Z'),
      seen('describe-job', '2026-03-16T04:35:00.000Z', {
        CompletionDate: '2026-03-15T04:30:00.000Z',
      }),
    ]);
    expect(path(job)).toStrictEqual(['InProgress', 'Expired', 'Succeeded', 'Expiring']);
    expect(job?.notFoundAt).toBeUndefined();
  });

  it.each([
    ['notice of success', [seen('notice', COMPLETED)]],
    ['time in progress', [pending('registration', CREATED)]],
  ])('does not give the words of a %s for the reason of a failure', (_which, before) => {
    const failure = seen('describe-job', '2026-03-14T08:00:00.000Z', {
      StatusCode: 'Failed',
      StatusMessage: null,
    });
    const job = live([...before, failure]);
    expect(job?.statusMessage).toBeUndefined();
    expect(job?.transitions.at(-1)).not.toHaveProperty('statusMessage');
  });

  it('is reminded of once, although the lead is made shorter', () => {
    const expiring = live([seen('notice', COMPLETED), clock('2026-03-15T04:00:00.000Z')]);
    const decision = decide({
      job: expiring,
      evidence: clock('2026-03-15T04:01:00.000Z'),
      now: '2026-03-15T04:01:00.000Z',
      policy: { ...POLICY, expiringLeadMinutes: 60 },
    });
    expect(decision).toStrictEqual({ kind: 'unchanged', isConflict: false });
  });

  it('does not come back from Expiring when another clock is a little behind', () => {
    const expiring = live([seen('notice', COMPLETED), clock('2026-03-15T03:32:42.098Z')]);
    expect(
      path(live([seen('notice', '2026-03-15T03:32:42.000Z')], undefined, expiring)),
    ).toStrictEqual(path(expiring));
  });
});

describe('a job of a program whose clock is wrong', () => {
  const NOW = '2026-03-14T07:33:00.000Z';

  it('has the creation date that Glacier states, however far behind the clock is', () => {
    const job = live([pending('registration', '2026-03-13T02:00:00.000Z')]);
    expect(job).toMatchObject({ creationDate: CREATION, statusSince: CREATION });
    expect(path(live([notFound('2026-03-14T03:42:00.000Z')], undefined, job))).toStrictEqual([
      'InProgress',
    ]);
  });

  it.each([
    ['16 minutes', '2026-03-14T07:49:00.000Z', NOW],
    ['15 minutes', '2026-03-14T07:48:00.000Z', '2026-03-14T07:48:00.000Z'],
  ])('believes a transition that is %s ahead, or does not', (_span, ahead, at) => {
    const job = live([pending('registration', ahead), seen('notice', NOW)]);
    expect(job?.transitions.at(-1)).toMatchObject({ status: 'Succeeded', at });
  });

  it('is not announced as expiring by a transition that lies a day ahead', () => {
    const job = live([pending('registration', '2026-03-15T05:41:00.000Z'), seen('notice', NOW)]);
    expect(path(job)).toStrictEqual(['InProgress', 'Succeeded']);
  });

  it('gets the creation date that it lacks from the next answer', () => {
    const undated = live([
      { ...pending('registration', CREATED), details: { statusCode: 'InProgress' } },
    ]);
    const job = live([pending('describe-job', '2026-03-14T04:40:00.000Z')], undefined, undated);
    expect(job).toMatchObject({ creationDate: CREATION, statusSince: CREATION, sequence: 1 });
  });
});

describe('a decision', () => {
  const job = live([seen('notice', COMPLETED)]);

  it('flags contradicting evidence, whichever came first', () => {
    const failed = seen('notice', COMPLETED, FAILED);
    const decision = decide({ job, evidence: failed, now: COMPLETED, policy: POLICY });
    expect(decision).toStrictEqual({ kind: 'unchanged', isConflict: true });
    const failure = live([failed]);
    const better = decide({
      job: failure,
      evidence: seen('describe-job', COMPLETED),
      now: COMPLETED,
      policy: POLICY,
    });
    expect(better).toMatchObject({ kind: 'changed', isConflict: true });
  });

  it.each([clock(COMPLETED), notFound(COMPLETED), collected(COMPLETED)])(
    'refuses $kind for a job that is not tracked',
    (evidence) => {
      const decision = decide({ job: undefined, evidence, now: COMPLETED, policy: POLICY });
      expect(decision).toStrictEqual({ kind: 'refused', reason: 'the job is not tracked' });
    },
  );

  it('refuses an unknown job that completed before anything still kept', () => {
    const evidence = seen('notice', '2026-06-13T00:00:00.000Z');
    const input = { evidence, now: '2026-06-13T00:00:00.000Z', policy: POLICY };
    expect(decide({ ...input, job: undefined })).toMatchObject({ kind: 'refused' });
    expect(decide({ ...input, job: live([pending('registration', CREATED)]) })).toMatchObject({
      kind: 'changed',
    });
  });

  it('keeps every field, its keys and its times', () => {
    expect(job).toMatchObject({
      statusKey: 'Succeeded',
      statusSince: '2026-03-14T07:32:42.098Z',
      outputExpiresAt: '2026-03-15T07:32:42.098Z',
      sequence: 1,
      outcomeSource: 'notice',
      snsTopic: 'arn:aws:sns:eu-west-1:123456789012:retrieve_archive',
      lastChange: 'transition',
      expireAt: undefined,
    });
  });

  it('counts the days to forgetting from a success whose output does not expire', () => {
    const select = live([seen('notice', COMPLETED, SELECT)]);
    expect(select).toMatchObject({ status: 'Succeeded', outputExpiresAt: undefined });
    expect(select?.expireAt).toBe(Date.parse('2026-06-12T07:32:43.000Z') / 1000);
  });

  it('counts the days to forgetting from the last transition', () => {
    const done = live([seen('notice', COMPLETED), collected('2026-03-14T08:00:00.000Z')]);
    expect(done?.expireAt).toBe(Date.parse('2026-06-12T08:00:00.000Z') / 1000);
    expect(done?.statusSince).toBe('2026-03-14T08:00:00.000Z');
  });

  it('notes only details when better evidence agrees', () => {
    const again = live(
      [seen('describe-job', '2026-03-14T08:00:00.000Z', { JobDescription: 'corrected' })],
      undefined,
      job,
    );
    expect(again).toMatchObject({
      lastChange: 'details',
      sequence: 1,
      jobDescription: 'corrected',
    });
    expect(again?.transitions[0]?.announcedAs).toStrictEqual({
      jobDescription: 'put anything here',
    });
  });
});
