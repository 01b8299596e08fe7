import type { PendingTier } from '../../../lambdas/core/status-key.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { drawJobs } from '../models/draw-jobs.ts';
import { percentile } from '../percentile.ts';
import { printTable, say } from '../print-table.ts';
import { playProduct } from '../world/play-product.ts';
import type { ListOrder } from '../world/simulated-glacier.ts';

interface SharedCase {
  readonly name: string;
  readonly tier?: PendingTier;
  readonly count: number;
  readonly overMinutes: number;
  readonly vaults: number;
  readonly loss: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;

const CASES: readonly SharedCase[] = [
  { name: '200 over 4 h, all lost', count: 200, overMinutes: 4 * HOUR, vaults: 1, loss: 1 },
  { name: '200 over 4 h, 1% lost', count: 200, overMinutes: 4 * HOUR, vaults: 1, loss: 0.01 },
  {
    name: '200 Bulk over 4 h, all lost',
    tier: 'Bulk',
    count: 200,
    overMinutes: 240,
    vaults: 1,
    loss: 1,
  },
  { name: '500 in 5 vaults over 4 h, all lost', count: 500, overMinutes: 240, vaults: 5, loss: 1 },
  {
    name: '25 an hour for 4 days, 1% lost',
    count: 2400,
    overMinutes: 4 * DAY,
    vaults: 1,
    loss: 0.01,
  },
  {
    name: '25 an hour for 2 days, all lost',
    count: 1200,
    overMinutes: 2 * DAY,
    vaults: 1,
    loss: 1,
  },
  {
    name: '4 an hour for 4 days, 1% lost',
    count: 400,
    overMinutes: 4 * DAY,
    vaults: 1,
    loss: 0.01,
  },
  { name: '4 an hour for 4 days, all lost', count: 400, overMinutes: 4 * DAY, vaults: 1, loss: 1 },
];

const ORDERS: readonly ListOrder[] = ['oldest-first', 'newest-first'];

const play = async (one: SharedCase, order: ListOrder, seeds: number) => {
  const delays: number[] = [];
  let [calls, described, idleWrites] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const jobs = drawJobs({ tier: 'Standard', model: 'inside-window', ...one, seed });
    const result = await playProduct({ jobs, polling: DEFAULT_POLLING, order });
    described += result.describeCalls;
    calls += result.describeCalls + result.listCalls;
    idleWrites += result.idleWrites;
    delays.push(...result.delays);
  }
  const jobs = seeds * one.count;
  const late = [0.5, 0.95, 0.99].map((share) => percentile(delays, share).toFixed(1));
  return [calls / jobs, described / jobs]
    .map((number) => number.toFixed(2))
    .concat(...late, String(delays.length), String(idleWrites));
};

/** Measures the product on vaults with many jobs, for both directions in which Glacier may list. */
export const compareShared = async (): Promise<void> => {
  const heads = ['', 'calls/job', 'DescribeJob', 'p50', 'p95', 'p99 min', 'lost', 'idle writes'];
  for (const order of ORDERS) {
    say(`Jobs that share a vault, lists sorted ${order}; Standard unless said otherwise`);
    const rows: string[][] = [];
    for (const one of CASES) rows.push([one.name, ...(await play(one, order, seedsFor(one)))]);
    printTable(heads, rows);
    say();
  }
};

/** Small cases are played often, so that their percentiles say something. */
const seedsFor = ({ count, loss }: SharedCase): number => {
  if (loss < 1 && count <= 400) return 40;
  return count <= 500 ? 10 : 3;
};
