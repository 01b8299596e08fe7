import { describe, expect, it } from 'vitest';
import { type Score, scoreProduct, scoreRival } from '../../../bench/polling/compare.ts';
import { DEFAULT_POLLING } from '../../../bench/polling/default-polling.ts';
import { drawJobs } from '../../../bench/polling/draw-jobs.ts';
import { playProduct } from '../../../bench/polling/play-product.ts';
import { RIVAL_POLICIES } from '../../../bench/polling/rival-policies.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';

const quarterly = RIVAL_POLICIES.find(({ name }) => name === 'fixed 15 min')!;
const lone = { count: 400, model: 'inside-window', loss: 1, overMinutes: 480, seed: 3 } as const;
const oneVault = { tier: 'Standard', model: 'inside-window', vaults: 1, seed: 5 } as const;

const expectNothingLost = ({ missed, writesPerLook }: Score) => {
  expect(missed).toBe(0);
  expect(writesPerLook).toBe(0);
};

describe('with every notice lost', () => {
  it.each([
    ['Standard', 'a third', 1 / 3],
    ['Bulk', '45 %', 0.45],
  ] as const)(
    'a lone %s job takes at most %s of the calls of fixed 15 minutes, and no longer to find',
    async (tier, _words, share) => {
      const jobs = drawJobs({ ...lone, tier });
      const product = await scoreProduct(jobs, DEFAULT_POLLING);
      const fixed = scoreRival(quarterly, jobs);
      expect(product.callsPerJob).toBeLessThanOrEqual(share * fixed.callsPerJob);
      expect(product.p50).toBeLessThanOrEqual(fixed.p50);
      expect(product.p95).toBeLessThanOrEqual(fixed.p95);
      expectNothingLost(product);
    },
  );

  it.each(['oldest-first', 'newest-first'] as const)(
    '200 jobs of one vault take at most 0.3 calls each, and 15 minutes at p95, listed %s',
    async (order) => {
      const jobs = drawJobs({ ...oneVault, count: 200, loss: 1, overMinutes: 240 });
      const product = await scoreProduct(jobs, DEFAULT_POLLING, order);
      expect(product.callsPerJob).toBeLessThanOrEqual(0.3);
      expect(product.p95).toBeLessThan(15);
      expectNothingLost(product);
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

it.each(['oldest-first', 'newest-first'] as const)(
  'with one notice in a hundred lost, a busy vault takes at most 0.5 calls a job and 30 minutes, listed %s',
  async (order) => {
    const jobs = drawJobs({ ...oneVault, count: 300, loss: 0.01, overMinutes: 720 });
    const product = await scoreProduct(jobs, DEFAULT_POLLING, order);
    expect(product.callsPerJob).toBeLessThanOrEqual(0.5);
    expect(product.p99).toBeLessThanOrEqual(30);
    expectNothingLost(product);
  },
);
