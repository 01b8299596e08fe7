import { describe, expect, it } from 'vitest';
import { statusKey } from '../../../lambdas/core/job/status.ts';
import type { StartKey } from '../../../lambdas/core/job/store.ts';
import {
  type ListedJob,
  type ListFilter,
  type ListQuery,
  listedKeys,
  placeOf,
  readJobList,
} from '../../../operations/jobs/list.ts';

const aJob = (jobId: string, job: Pick<ListedJob, 'status'> & Partial<ListedJob>): ListedJob => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId,
  statusKey: statusKey(job),
  statusSince: '2026-03-14T00:00:00.000Z',
  ...job,
});

const JOBS = [
  aJob('failed', { status: 'Failed', tier: 'Standard' }),
  aJob('bulk', { status: 'InProgress', tier: 'Bulk' }),
  aJob('inventory', { status: 'InProgress', action: 'InventoryRetrieval' }),
  aJob('one', { status: 'Succeeded', tier: 'Bulk' }),
  aJob('two', { status: 'Succeeded', tier: 'Standard' }),
  aJob('three', { status: 'Succeeded', tier: 'Bulk' }),
];

/** Reads a list from pages of one row, and returns the queries too. */
const list = async (filter: ListFilter = {}, after?: StartKey) => {
  const asked: ListQuery[] = [];
  const read = (query: ListQuery, startKey?: StartKey) => {
    asked.push(query);
    const all = JOBS.filter((one) => one.statusKey === query.statusKey);
    const index = all.findIndex(({ jobId }) => jobId === startKey?.['jobId']) + 1;
    const job = all[index];
    const next = job !== undefined && index + 1 < all.length ? placeOf(job) : undefined;
    return Promise.resolve({ jobs: job === undefined ? [] : [job], next });
  };
  const ids: string[] = [];
  for await (const page of readJobList(read, filter, after)) {
    ids.push(...page.map(({ jobId }) => jobId));
  }
  return { ids, asked };
};

describe('a list of jobs', () => {
  it('has the outputs that can be lost first, and asks each partition of the index once', async () => {
    const { ids, asked } = await list();
    expect(ids).toStrictEqual(['one', 'two', 'three', 'bulk', 'inventory', 'failed']);
    expect([...new Set(asked.map((query) => query.statusKey))]).toStrictEqual(listedKeys({}));
    expect(asked.map(({ limit }) => limit).slice(0, 3)).toStrictEqual([100, 1000, 1000]);
  });

  it('leaves out other statuses and tiers', async () => {
    const { ids, asked } = await list({ statuses: ['InProgress', 'Succeeded'], tier: 'Bulk' });
    expect(ids).toStrictEqual(['one', 'three', 'bulk']);
    expect(new Set(asked.map((query) => query.statusKey))).toStrictEqual(
      new Set(['Succeeded', 'InProgress#Bulk']),
    );
  });

  it('goes on after any of its jobs', async () => {
    const { ids } = await list();
    for (const [index, id] of ids.entries()) {
      const place = placeOf(JOBS.find(({ jobId }) => jobId === id)!);
      expect((await list({}, place)).ids).toStrictEqual(ids.slice(index + 1));
    }
  });

  it('refuses a place in another list', async () => {
    const place = placeOf(JOBS[0]!);
    await expect(list({ statuses: ['Succeeded'] }, place)).rejects.toThrow(
      'after belongs to a list with other statuses or tiers',
    );
  });
});
