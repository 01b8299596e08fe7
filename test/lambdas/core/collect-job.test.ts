import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../../bench/jobs-table.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo-job-store.ts';
import { type CollectDeps, collectJob } from '../../../lambdas/core/collect-job.ts';
import type { Recorded } from '../../../lambdas/core/record.ts';
import { createRecorder } from '../../../lambdas/core/record.ts';
import { KEY, POLICY, path, pending, seen } from '../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const FETCHED = '2026-03-14T08:00:00.000Z';
const SCOPE = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  vaults: '*',
} as const;

let local: LocalDynamo;
let tables = 0;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

/** A table with a job, and its collection. */
const setUp = async (evidence: readonly Parameters<CollectDeps['record']>[0][]) => {
  tables += 1;
  await createJobsTable(local.client, `jobs-${tables}`);
  const jobs = createDynamoJobStore(local.client, `jobs-${tables}`);
  const record = createRecorder(jobs, POLICY);
  for (const piece of evidence) await record(piece, piece.observedAt);
  const collect = (deps: Partial<CollectDeps> = {}) =>
    collectJob(
      { jobs, record, scope: SCOPE, now: () => FETCHED, ...deps },
      { vault: 'photos', jobId: KEY.jobId },
    );
  return { jobs, collect };
};

const failed = (source: 'notice' | 'describe-job') =>
  seen(source, COMPLETED, { StatusCode: 'Failed', StatusMessage: 'no archive' });

describe('collectJob', () => {
  it.each([
    ['a job that succeeded', [pending('registration', CREATED), seen('notice', COMPLETED)], 1],
    ['a job whose success nobody told of', [pending('registration', CREATED)], 2],
  ])('records the collection of %s', async (_which, evidence, made) => {
    const { jobs, collect } = await setUp(evidence);
    const statuses = ['Succeeded', 'Collected'].slice(-made);
    expect(await collect()).toStrictEqual({ kind: 'collected', key: KEY, statuses });
    const job = await jobs.read(KEY);
    expect(path(job)).toStrictEqual(['InProgress', 'Succeeded', 'Collected']);
    expect(job).toMatchObject({ collectedAt: FETCHED, status: 'Collected' });
  });

  it('says of a job that is collected already when that was, and changes nothing', async () => {
    const { jobs, collect } = await setUp([seen('notice', COMPLETED)]);
    await collect();
    const before = await jobs.read(KEY);
    expect(await collect({ now: () => '2026-03-14T09:00:00.000Z' })).toStrictEqual({
      kind: 'already-collected',
      key: KEY,
      collectedAt: FETCHED,
    });
    expect(await jobs.read(KEY)).toStrictEqual(before);
  });

  it('refuses a job that is not tracked, and does not create it', async () => {
    const { jobs, collect } = await setUp([]);
    expect(await collect()).toMatchObject({
      kind: 'refused',
      reason: 'job-not-tracked',
      message: expect.stringContaining('register the job first'),
    });
    expect(await jobs.read(KEY)).toBeUndefined();
  });

  it.each(['notice', 'describe-job'] as const)(
    'refuses a job that failed by %s, and leaves it as it is',
    async (source) => {
      const { jobs, collect } = await setUp([failed(source)]);
      const before = await jobs.read(KEY);
      expect(await collect()).toMatchObject({
        kind: 'refused',
        reason: 'job-failed',
        message: expect.stringContaining('failed (no archive) and has no output'),
      });
      expect(await jobs.read(KEY)).toStrictEqual(before);
    },
  );

  it.each<[string, Recorded, object]>([
    [
      'was forgotten',
      { kind: 'refused', reason: 'the job is not tracked' },
      { kind: 'refused', reason: 'job-not-tracked' },
    ],
    [
      'was collected',
      { kind: 'unchanged', isConflict: false },
      { kind: 'already-collected', key: KEY },
    ],
    [
      'failed',
      { kind: 'recorded', statuses: [], isConflict: true },
      { kind: 'refused', reason: 'job-failed' },
    ],
  ])('says so when the job %s in the meantime', async (_what, recorded, expected) => {
    const { collect } = await setUp([seen('notice', COMPLETED)]);
    expect(await collect({ record: () => Promise.resolve(recorded) })).toMatchObject(expected);
  });

  it('checks the vault before anything is sent', async () => {
    const { collect } = await setUp([]);
    const elsewhere = { ...SCOPE, vaults: ['other'] };
    const jobs = { read: () => Promise.reject(new Error('asked')) };
    await expect(collect({ scope: elsewhere, jobs })).rejects.toThrow('not followed here');
  });
});
