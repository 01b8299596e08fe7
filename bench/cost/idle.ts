import { requestBudgets } from '../budgets.ts';
import { countInvocation, createTally, priceOf, total } from './tally.ts';

/** In 30 days. */
export const MINUTES_A_MONTH = 43_200;
/** A query or scan without strong consistency of next to nothing. */
const EMPTY_READ_UNITS = 0.5;

/** What functions, reads and logs cost in a month in which nothing happens, in dollars. */
export const quietMinutes = (): number => {
  const tally = createTally();
  for (const path of [
    'a minute of redeliver with nothing to do',
    'a minute of group-monitor with nothing to do',
    'a minute of the poller with nothing to do',
  ] as const) {
    const { requests } = requestBudgets[path];
    const made = Object.values(requests).reduce((sum: number, count: number) => sum + count, 0);
    countInvocation(tally, made);
    tally.readUnits += made * EMPTY_READ_UNITS;
  }
  return total(priceOf(tally)) * MINUTES_A_MONTH;
};
