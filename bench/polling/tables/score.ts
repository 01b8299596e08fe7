import type { ListOrder } from '../../../simulation/ports/glacier.ts';
import { percentile } from '../../report/percentile.ts';
import type { DrawnJob } from '../models/draw-jobs.ts';
import { playRival, type RivalPolicy } from '../models/rival-policies.ts';
import { playProduct } from '../plays/play-product.ts';

/** What a way to poll costs and finds, per job; delays in minutes, of the jobs whose notice was lost. */
export interface Score {
  readonly callsPerJob: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly writesPerLook: number;
  /** DynamoDB alone: DescribeJob and ListJobs are free. */
  readonly dollarsPerMillion: number;
  readonly missed: number;
}

const DOLLARS_PER_MILLION_READS = 0.125;
const DOLLARS_PER_MILLION_WRITES = 0.625;
/** Moving `nextPollAt` in a table with an index of it: the item, and an entry removed and put. */
const REWRITE_UNITS = 3;

const scoreDelays = (delays: readonly number[]) => ({
  p50: percentile(delays, 0.5),
  p95: percentile(delays, 0.95),
  p99: percentile(delays, 0.99),
});

/** Scores the product's own plan and decisions on jobs. */
export const scoreProduct = async (
  jobs: readonly DrawnJob[],
  order: ListOrder = 'oldest-first',
): Promise<Score> => {
  const result = await playProduct({ jobs, order });
  const calls = result.describeCalls + result.listCalls;
  return {
    ...scoreDelays(result.delays),
    callsPerJob: calls / jobs.length,
    writesPerLook: calls === 0 ? 0 : result.idleWrites / calls,
    dollarsPerMillion: (result.readUnits / jobs.length) * DOLLARS_PER_MILLION_READS,
    missed: result.missed,
  };
};

/** Scores a usual way to poll, which keeps the time of the next look in the table. */
export const scoreRival = (policy: RivalPolicy, jobs: readonly DrawnJob[]): Score => {
  const { calls, delays } = playRival(policy, jobs);
  const callsPerJob = calls / jobs.length;
  return {
    ...scoreDelays(delays),
    callsPerJob,
    writesPerLook: 1,
    dollarsPerMillion: callsPerJob * REWRITE_UNITS * DOLLARS_PER_MILLION_WRITES,
    missed: 0,
  };
};
