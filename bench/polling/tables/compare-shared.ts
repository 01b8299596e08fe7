import type { ListOrder } from '../../../simulation/ports/glacier.ts';
import { PRICES } from '../../cost/prices.ts';
import { percentile } from '../../report/percentile.ts';
import { printTable, say } from '../../report/print-table.ts';
import { drawJobs } from '../models/draw-jobs.ts';
import { playProduct } from '../plays/play-product.ts';
import { CROWDS, EXPEDITED, SHARED, type SharedScenario } from '../scenarios/shared.ts';

/** The calls of a scenario for each job, and its delays at p50, p95 and p99. */
export const playShared = async ({ draw, seeds }: SharedScenario, order: ListOrder) => {
  const delays: number[] = [];
  let [calls, described, idleWrites, readUnits] = [0, 0, 0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const jobs = drawJobs({ ...draw, seed });
    const result = await playProduct({ jobs, order });
    described += result.describeCalls;
    calls += result.describeCalls + result.listCalls;
    idleWrites += result.idleWrites;
    readUnits += result.readUnits;
    for (const delay of result.delays) delays.push(delay);
  }
  const jobs = seeds * draw.count;
  return {
    calls: calls / jobs,
    described: described / jobs,
    delays: [0.5, 0.95, 0.99].map((share) => percentile(delays, share)),
    lost: delays.length,
    idleWrites,
    dollarsPerMillion: (readUnits / jobs) * 1e6 * PRICES.readUnit,
  };
};

const HEADS = 'calls/job,DescribeJob,p50,p95,p99 min,lost,idle writes,$ per 1M'.split(',');

const toRow = async (scenario: SharedScenario, order: ListOrder): Promise<string[]> => {
  const { calls, described, delays, lost, ...result } = await playShared(scenario, order);
  return [
    scenario.name,
    ...[calls, described].map((number) => number.toFixed(2)),
    ...delays.map((delay) => delay.toFixed(1)),
    ...[lost, result.idleWrites].map(String),
    result.dollarsPerMillion.toFixed(2),
  ];
};

const compare = async (
  title: string,
  scenarios: readonly SharedScenario[],
  order: ListOrder,
): Promise<void> => {
  const rows: string[][] = [];
  for (const scenario of scenarios) rows.push(await toRow(scenario, order));
  say(`${title}, lists sorted ${order}`);
  printTable(['', ...HEADS], rows);
  say();
};

/** Measures the product on vaults with many jobs. */
export const compareShared = async (): Promise<void> => {
  const title = 'Jobs that share a vault; Standard unless said otherwise';
  await compare(title, SHARED, 'oldest-first');
  await compare(title, SHARED, 'newest-first');
  await compare('Many vaults, Standard jobs over 4 h', CROWDS, 'newest-first');
  await compare('Expedited jobs of one vault for a day, 5% lost', EXPEDITED, 'newest-first');
};
