import { expect, it } from 'vitest';
import { type CountedJob, createJobCounter } from '../../../operations/jobs/stats.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const at = (seconds: number) => new Date(1_773_000_000_000 + 1000 * seconds).toISOString();

const aJob = (
  status: CountedJob['status'],
  transitions: CountedJob['transitions'],
  job: Partial<CountedJob> = {},
): CountedJob => ({ vaultArn, status, tier: 'Bulk', completionDate: at(0), transitions, ...job });

const stats = (jobs: readonly CountedJob[]) => {
  const counter = createJobCounter();
  for (const job of jobs) counter.add(job);
  return counter.result();
};

it('counts by status, tier and vault, and what was seen to end', () => {
  const notice = { at: at(1), source: 'notice' } as const;
  expect(
    stats([
      aJob('Collected', [
        { status: 'Succeeded', ...notice },
        { status: 'Collected', at: at(9), source: 'collection' },
      ]),
      aJob('Failed', [{ status: 'Failed', ...notice }]),
      aJob('InProgress', [{ status: 'InProgress', ...notice }], { action: 'InventoryRetrieval' }),
      aJob('Expired', [{ status: 'Expired', at: at(1), source: 'describe-job' }], {
        vaultArn: `${vaultArn}2`,
      }),
    ]),
  ).toMatchObject({
    jobs: 4,
    byStatus: { InProgress: 1, Failed: 1, Expired: 1, Collected: 1 },
    byTier: { Bulk: 3, Inventory: 1 },
    byVault: { [vaultArn]: 3, [`${vaultArn}2`]: 1 },
    succeeded: 1,
    finished: 2,
  });
});

it('measures how late ends were recorded, by source', () => {
  const ends = (source: 'notice' | 'describe-job', delays: readonly number[]) =>
    delays.map((delay) => aJob('Succeeded', [{ status: 'Succeeded', at: at(delay), source }]));
  const undated = aJob('Succeeded', [{ status: 'Succeeded', at: at(1), source: 'notice' }], {
    completionDate: undefined,
  });
  // A clock that is behind does not make a delay negative.
  const { detection, finished } = stats([
    ...ends('notice', [3, 1, -2, 2]),
    ...ends('describe-job', [600, 60]),
    undated,
  ]);
  expect(finished).toBe(7);
  expect(detection).toStrictEqual({
    notice: { count: 4, medianMs: 1000, p90Ms: 3000, mostMs: 3000 },
    'describe-job': { count: 2, medianMs: 60_000, p90Ms: 600_000, mostMs: 600_000 },
  });
});

it('of nothing counts nothing', () => {
  expect(stats([])).toMatchObject({ jobs: 0, finished: 0, detection: {} });
});
