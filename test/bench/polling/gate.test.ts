import { describe, expect, it } from 'vitest';
import { DEFAULT_POLLING } from '../../../bench/polling/models/default-polling.ts';
import { drawJobs } from '../../../bench/polling/models/draw-jobs.ts';
import { RIVAL_POLICIES } from '../../../bench/polling/models/rival-policies.ts';
import { type Score, scoreProduct, scoreRival } from '../../../bench/polling/tables/score.ts';
import { playProduct } from '../../../bench/polling/world/play-product.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';

const quarterly = RIVAL_POLICIES.find(({ name }) => name === 'fixed 15 min')!;
const lone = { count: 400, model: 'inside-window', loss: 1, overMinutes: 480, seed: 3 } as const;
const oneVault = { tier: 'Standard', model: 'inside-window', vaults: 1, seed: 5 } as const;

const expectNothingLost = ({ missed, writesPerLook }: Score) => {
  expect(missed).toBe(0);
  expect(writesPerLook).toBe(0);
};

describe('with every notice lost', () => {
  it('a lone Standard job takes at most 30 % of the calls of fixed 15 minutes, and 35 minutes at p95', async () => {
    const jobs = drawJobs({ ...lone, tier: 'Standard' });
    const product = await scoreProduct(jobs, DEFAULT_POLLING);
    expect(product.callsPerJob).toBeLessThanOrEqual(0.3 * scoreRival(quarterly, jobs).callsPerJob);
    expect(product.p95).toBeLessThanOrEqual(35);
    expectNothingLost(product);
  });

  it('a lone Bulk job takes at most 45 % of the calls of fixed 15 minutes, and half a minute more', async () => {
    const jobs = drawJobs({ ...lone, tier: 'Bulk' });
    const product = await scoreProduct(jobs, DEFAULT_POLLING);
    const fixed = scoreRival(quarterly, jobs);
    expect(product.callsPerJob).toBeLessThanOrEqual(0.45 * fixed.callsPerJob);
    expect(product.p50).toBeLessThanOrEqual(fixed.p50 + 0.5);
    expect(product.p95).toBeLessThanOrEqual(fixed.p95 + 0.5);
    expectNothingLost(product);
  });

  it.each(['oldest-first', 'newest-first'] as const)(
    'jobs of one vault take no more calls than lone ones, and an eighth when many are due, listed %s',
    async (order) => {
      const alone = drawJobs({ ...lone, tier: 'Standard' });
      const few = drawJobs({ ...oneVault, count: 200, loss: 1, overMinutes: 240 });
      const many = drawJobs({ ...oneVault, count: 3000, loss: 1, overMinutes: 30 });
      const [ofLone, ofFew, ofMany] = await Promise.all(
        [alone, few, many].map((jobs) => scoreProduct(jobs, DEFAULT_POLLING, order)),
      );
      expect(ofFew!.callsPerJob).toBeLessThanOrEqual(ofLone!.callsPerJob);
      expect(ofMany!.callsPerJob).toBeLessThanOrEqual(0.125 * ofLone!.callsPerJob);
      expectNothingLost(ofFew!);
      expectNothingLost(ofMany!);
    },
  );

  it.each(['Expedited', 'Standard', 'Bulk', 'Inventory'] as const)(
    '%s jobs far beyond their window are found, with a third of the ticks lost',
    async (tier) => {
      const jobs = drawJobs({ ...lone, tier, model: 'heavy-tail', count: 60, overMinutes: 60 });
      const random = createRandom(11);
      const isLost = () => random() < 1 / 3;
      const { missed, idleWrites } = await playProduct({ jobs, polling: DEFAULT_POLLING, isLost });
      expect([missed, idleWrites]).toStrictEqual([0, 0]);
    },
  );
});
