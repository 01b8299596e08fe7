import { MINUTES_A_MONTH } from './idle.ts';
import type { Phase } from './play-life.ts';
import { PRICES } from './prices.ts';
import { standingCost } from './standing.ts';
import { priceOf, sumTallies, total } from './tally.ts';

/** What a month is estimated for. */
export interface Month {
  readonly jobs: number;
  /** Webhooks to which every event of every job goes. */
  readonly endpoints: number;
  /** Groups that hold these jobs, each open all month, the worst case. */
  readonly groups: number;
}

/** By how much a group's tag raises the write units of a job's life: docs/results/groups.md. */
const TAG_WRITE_UNITS = 7;
/** Read units of a check, once a minute. */
const CHECK_READ_UNITS = 1.5;

const costOf = (life: readonly Phase[]): number =>
  total(priceOf(sumTallies(life.map(({ tally }) => tally))));

/** Estimates a month in dollars, from a life with one endpoint and one with two, with every job alone. */
export const estimateMonth = (
  { one, two }: { readonly one: readonly Phase[]; readonly two: readonly Phase[] },
  { jobs, endpoints, groups }: Month,
): number => {
  const standing = standingCost({}).reduce((sum, { dollars }) => sum + dollars, 0);
  const perJob = costOf(one) + (endpoints - 1) * (costOf(two) - costOf(one));
  const tag = groups > 0 ? TAG_WRITE_UNITS * PRICES.writeUnit : 0;
  const checks = groups * MINUTES_A_MONTH * CHECK_READ_UNITS * PRICES.readUnit;
  return standing + jobs * (perJob + tag) + checks;
};
