import { describe, expect, it } from 'vitest';
import { type DrawnJob, drawJobs } from '../../../bench/polling/models/draw-jobs.ts';
import { FIXED_15_MINUTES } from '../../../bench/polling/models/rival-policies.ts';
import { type Play, playProduct } from '../../../bench/polling/plays/play-product.ts';
import { EXPEDITED } from '../../../bench/polling/scenarios/shared.ts';
import { judgePlan } from '../../../bench/polling/tables/compare-plan.ts';
import { playShared } from '../../../bench/polling/tables/compare-shared.ts';
import { percentile } from '../../../bench/report/percentile.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';

const lone = { count: 400, model: 'inside-window', loss: 1, overMinutes: 480, seed: 3 } as const;
const oneVault = { tier: 'Standard', model: 'published', vaults: 1, seed: 5 } as const;

/** What the poller costs and finds, per job; nothing may be missed, nor written for a poll that finds nothing. */
const scoreProduct = async (jobs: readonly DrawnJob[], order?: Play['order']) => {
  const result = await playProduct({ jobs, ...(order && { order }) });
  const { delays, describeCalls, listCalls, missed, idleWrites } = result;
  expect([missed, idleWrites]).toStrictEqual([0, 0]);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(delays, share));
  return { callsPerJob: (describeCalls + listCalls) / jobs.length, p50, p95, p99 };
};

describe('with every notice lost', () => {
  it.each([
    ['Standard', 'published', 1 / 5, 12],
    ['Standard', 'inside-window', 1 / 4, 35],
    ['Bulk', 'inside-window', 0.45, 15],
  ] as const)(
    'a lone %s job, %s, takes at most %f of the calls of fixed 15 minutes, and %i min at p95',
    async (tier, model, share, minutes) => {
      const jobs = drawJobs({ ...lone, tier, model });
      const product = await scoreProduct(jobs);
      const fixed = judgePlan(FIXED_15_MINUTES, jobs);
      expect(product.callsPerJob).toBeLessThanOrEqual(share * fixed.polls);
      // Polls that fall on every fifth minute cost Bulk a part of a minute.
      expect(product.p50).toBeLessThanOrEqual(fixed.delays[0]! + 0.5);
      expect(product.p95).toBeLessThanOrEqual(minutes);
    },
  );

  it.each(['oldest-first', 'newest-first'] as const)(
    '1,000 jobs that start in one vault within 5 minutes take at most 0.3 calls each, listed %s',
    async (order) => {
      const jobs = drawJobs({ ...oneVault, count: 1000, loss: 1, overMinutes: 5 });
      const product = await scoreProduct(jobs, order);
      expect(product.callsPerJob).toBeLessThanOrEqual(0.3);
      expect(product.p95).toBeLessThan(12);
    },
  );

  it('many vaults of a few jobs each take no more calls a job than jobs that are alone', async () => {
    const draw = { ...oneVault, count: 500, loss: 1, overMinutes: 240 };
    const shared = await scoreProduct(drawJobs({ ...draw, vaults: 50 }));
    const alone = await scoreProduct(drawJobs({ ...draw, vaults: 500 }));
    expect(shared).toStrictEqual(alone);
  });

  it.each(['Expedited', 'Standard', 'Bulk', 'Inventory'] as const)(
    '%s jobs far beyond their window are found, with a third of the ticks lost',
    async (tier) => {
      const jobs = drawJobs({ ...lone, tier, model: 'heavy-tail', count: 60, overMinutes: 60 });
      const random = createRandom(11);
      const isLost = () => random() < 1 / 3;
      const { missed, idleWrites } = await playProduct({ jobs, isLost });
      expect([missed, idleWrites]).toStrictEqual([0, 0]);
    },
  );
});

it.each(['oldest-first', 'newest-first'] as const)(
  'with one notice in a hundred lost, a busy vault takes at most 3 calls a job and 12 minutes, listed %s',
  async (order) => {
    const jobs = drawJobs({ ...oneVault, count: 300, loss: 0.01, overMinutes: 720 });
    const product = await scoreProduct(jobs, order);
    expect(product.callsPerJob).toBeLessThanOrEqual(3);
    expect(product.p99).toBeLessThanOrEqual(12);
  },
);

it.each(EXPEDITED)('finds lost Expedited jobs of a busy vault: $name', async (scenario) => {
  const { delays } = await playShared({ ...scenario, seeds: 2 }, 'newest-first');
  expect(delays[2]).toBeLessThan(20);
});
