import type { Deadline } from '../core/function/deadline.ts';
import type { Instant } from '../core/instant.ts';
import type { PolledKey } from '../core/polling/plan.ts';
import type { AdaptiveLimit, LimitedCalls } from './calls/adaptive-limit.ts';
import type { PollerDeps } from './deps.ts';

/** What outlives a run, for as long as the function is warm. */
export interface PollerMemory {
  /** The plan. */
  readonly keys: readonly PolledKey[];
  readonly limit: AdaptiveLimit;
  /** When each job whose output may be gone was last polled; a forgotten one is polled early. */
  readonly expiredPolls: Map<string, Instant>;
}

/** One run of the poller, and what it has found out so far. */
export interface PollRun extends Omit<PollerMemory, 'limit'> {
  readonly deps: PollerDeps;
  readonly calls: LimitedCalls;
  /** Whether no time is left. */
  readonly deadline: Deadline;
  /** Vaults about which this run makes no more calls: the answer would be the same. */
  readonly skippedVaults: Set<string>;
  /** Those of them that Glacier does not know. */
  readonly missingVaults: Set<string>;
  /** Vaults about which Glacier denied an answer, reported once. */
  readonly deniedVaults: Set<string>;
  /** Why remainders could not be requeued, one error each. */
  readonly unsent: unknown[];
  /** Whether Glacier no longer serves this account. */
  isUnsupported: boolean;
}

/** Begins a run. */
export const beginRun = (
  deps: PollerDeps,
  { limit, ...memory }: PollerMemory,
  deadline: Deadline,
): PollRun => ({
  ...memory,
  deps,
  calls: limit.begin(deadline),
  deadline,
  skippedVaults: new Set(),
  missingVaults: new Set(),
  deniedVaults: new Set(),
  unsent: [],
  isUnsupported: false,
});

/** Whether a run can begin nothing new. */
export const isOver = ({ deadline, calls }: PollRun): boolean => deadline() || calls.isThrottled();
