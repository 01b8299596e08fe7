import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { GlacierCallError } from '../../lambdas/core/glacier/call-error.ts';
import type { DescribeAnswer } from '../../lambdas/core/glacier/ports.ts';
import type { Recorded } from '../../lambdas/core/job/record.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { type CollectDeps, type CollectOptions, collectJob } from '../../registry/collect-job.ts';
import { KEY, notFound, POLICY, path, pending, seen } from '../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';

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

const FORGOTTEN: DescribeAnswer = { kind: 'job-not-found' };
const answers = (answer: DescribeAnswer): CollectDeps['glacier'] => ({
  describeJob: () => Promise.resolve(answer),
});
const silent: CollectDeps['glacier'] = {
  describeJob: () =>
    Promise.reject(
      new GlacierCallError('Glacier did not respond: no', { cause: 'no', outcome: 'denied' }),
    ),
};

/** A table with a job, and its collection; Glacier has forgotten the job by default. */
const setUp = async (evidence: readonly Parameters<CollectDeps['record']>[0][]) => {
  tables += 1;
  const name = `jobs-${tables}`;
  await createJobsTable(local.client, name);
  const jobs = createDynamoJobStore(local.client, name);
  const record = createRecorder(jobs, POLICY);
  for (const piece of evidence) await record(piece, piece.observedAt);
  const glacier = answers(FORGOTTEN);
  const collect = (deps: Partial<CollectDeps> = {}, options?: CollectOptions) =>
    collectJob(
      { glacier, jobs, record, scope: SCOPE, now: () => FETCHED, ...deps },
      { vault: 'photos', jobId: KEY.jobId },
      options,
    );
  return { jobs, collect };
};

const failed = (source: 'notice' | 'describe-job') =>
  seen(source, COMPLETED, { StatusCode: 'Failed', StatusMessage: 'no archive' });

describe('collectJob', () => {
  const succeeded = { kind: 'seen', evidence: seen('describe-job', FETCHED) } as const;
  const running = { kind: 'seen', evidence: pending('describe-job', FETCHED) } as const;
  const WAITING = [pending('registration', CREATED)];

  it.each<[string, DescribeAnswer, Parameters<typeof setUp>[0], readonly string[]]>([
    ['Glacier alone says succeeded', succeeded, WAITING, ['InProgress', 'Succeeded']],
    ['Glacier alone knows', succeeded, [], ['Succeeded']],
    ['failed by a false notice', succeeded, [failed('notice')], ['Failed', 'Succeeded']],
    ['the table alone says succeeded', FORGOTTEN, [seen('notice', COMPLETED)], ['Succeeded']],
    ['Glacier still calls in progress', running, [seen('notice', COMPLETED)], ['Succeeded']],
    [
      'expired unread',
      FORGOTTEN,
      [...WAITING, notFound('2026-03-16T04:00:00.000Z')],
      ['InProgress', 'Expired'],
    ],
  ])('records the collection of a job that %s', async (_which, answer, evidence, before) => {
    const { jobs, collect } = await setUp(evidence);
    expect(await collect({ glacier: answers(answer) })).toMatchObject({ kind: 'collected' });
    const job = await jobs.read(KEY);
    expect(path(job)).toStrictEqual([...before, 'Collected']);
    expect(job).toMatchObject({ collectedAt: FETCHED, status: 'Collected' });
  });

  it.each<[string, DescribeAnswer]>([
    ['Glacier says so', running],
    ['Glacier does not know it', FORGOTTEN],
    ['Glacier does not know the vault', { kind: 'vault-not-found' }],
    ["Glacier's answer is about another job", { kind: 'refused', reason: 'another job' }],
  ])('refuses a pending job when %s, and announces nothing', async (_why, answer) => {
    const { jobs, collect } = await setUp(WAITING);
    expect(await collect({ glacier: answers(answer) })).toMatchObject({
      kind: 'refused',
      reason: 'job-pending',
      message: expect.stringContaining('in progress according to Glacier and the Jobs table'),
    });
    expect(path(await jobs.read(KEY))).toStrictEqual(['InProgress']);
  });

  it('tracks no job that it refuses', async () => {
    const { jobs, collect } = await setUp([]);
    const said = [running, { kind: 'seen', evidence: failed('describe-job') }] as const;
    const refusals = await Promise.all(
      said.map(async (answer) => await collect({ glacier: answers(answer) })),
    );
    expect(refusals).toMatchObject([
      { reason: 'job-pending' },
      { reason: 'job-failed', message: expect.stringContaining('failed (no archive)') },
    ]);
    expect(await jobs.read(KEY)).toBeUndefined();
  });

  it('states why a job is not recorded that completed too long ago', async () => {
    const { collect } = await setUp([]);
    const old = seen('describe-job', FETCHED, { CompletionDate: '2024-03-14T07:32:43.000Z' });
    const glacier = answers({ kind: 'seen', evidence: old });
    expect(await collect({ glacier })).toMatchObject({
      reason: 'job-not-tracked',
      message: expect.stringContaining('is not tracked: the job completed over'),
    });
  });

  it('believes Glacier that a job failed, against a notice of its success', async () => {
    const { jobs, collect } = await setUp([seen('notice', COMPLETED)]);
    const glacier = answers({ kind: 'seen', evidence: failed('describe-job') });
    expect(await collect({ glacier })).toMatchObject({ reason: 'job-failed' });
    expect(path(await jobs.read(KEY))).toStrictEqual(['Succeeded', 'Failed']);
  });

  it('records nothing when Glacier does not answer', async () => {
    const { jobs, collect } = await setUp(WAITING);
    await expect(collect({ glacier: silent })).rejects.toThrow('Glacier did not respond: no');
    expect(path(await jobs.read(KEY))).toStrictEqual(['InProgress']);
  });

  it('collects a pending job by force without asking, but none that failed or is unknown', async () => {
    const worlds = await Promise.all([setUp(WAITING), setUp([failed('notice')]), setUp([])]);
    const results = await Promise.all(
      worlds.map(({ collect }) => collect({ glacier: silent }, { force: true })),
    );
    expect(results).toMatchObject([
      { kind: 'collected', statuses: ['Succeeded', 'Collected'] },
      { reason: 'job-failed' },
      { reason: 'job-not-tracked' },
    ]);
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
      message: expect.stringContaining('is not tracked, and Glacier does not know it'),
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
    await expect(collect({ scope: elsewhere, jobs, glacier: silent })).rejects.toThrow(
      'is not tracked',
    );
  });
});
