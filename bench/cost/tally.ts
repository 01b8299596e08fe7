import type { Spent } from '../notices/counted-client.ts';
import { ASSUMED, PRICES } from './prices.ts';

/** Starts counting. */
export const createTally = () => ({
  writeUnits: 0,
  readUnits: 0,
  invocations: 0,
  gbSeconds: 0,
  snsPublishes: 0,
  sqsRequests: 0,
  logBytes: 0,
});

/** Operations that are paid for. */
export type Tally = ReturnType<typeof createTally>;

/** Adds the capacity that requests have consumed, and returns their number. */
export const addSpent = (tally: Tally, { requests, readUnits, writeUnits }: Spent): number => {
  tally.readUnits += readUnits;
  tally.writeUnits += writeUnits;
  return requests;
};

/** Adds up what was counted. */
export const sumTallies = (tallies: readonly Tally[]): Tally => {
  const sum = createTally();
  for (const tally of tallies) {
    for (const name of Object.keys(sum).filter(isCounted)) sum[name] += tally[name];
  }
  return sum;
};

/** The share of one of the N that were counted together. */
export const shareOf = (tally: Tally, count: number): Tally => {
  const share = createTally();
  for (const name of Object.keys(share).filter(isCounted)) share[name] = tally[name] / count;
  return share;
};

const isCounted = (name: string): name is keyof Tally => name in createTally();

/** Counts one warm invocation of a function of the stack with N requests to AWS, one by one. */
export const countInvocation = (tally: Tally, awsRequests: number, webhookMs = 0): void => {
  const ms = ASSUMED.ownMs + awsRequests * ASSUMED.awsRequestMs + webhookMs;
  tally.invocations += 1;
  tally.gbSeconds += (ms / 1000) * ASSUMED.memoryGb;
};

/** What each kind of operation costs, in dollars. */
export const priceOf = (
  tally: Tally,
  gbSecond: number = PRICES.lambdaArmGbSecond,
): Readonly<Record<string, number>> => ({
  'DynamoDB writes': tally.writeUnits * PRICES.writeUnit,
  'DynamoDB reads': tally.readUnits * PRICES.readUnit,
  Lambda: tally.invocations * PRICES.lambdaInvocation + tally.gbSeconds * gbSecond,
  SNS: tally.snsPublishes * PRICES.snsPublish,
  SQS: tally.sqsRequests * PRICES.sqsRequest,
  Logs: (tally.logBytes / 1e9) * PRICES.logGb,
});

/** The sum of a price. */
export const total = (price: Readonly<Record<string, number>>): number =>
  Object.values(price).reduce((sum, one) => sum + one, 0);
