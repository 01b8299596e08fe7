import type { Instant } from '../core/instant.ts';
import type { PolledKey } from '../core/poll-plan.ts';
import type { ListAnswer } from '../core/poll-ports.ts';
import type { AdaptiveLimit, LimitedCalls } from './calls/adaptive-limit.ts';
import type { AskResult } from './calls/call-result.ts';
import type { Deadline, PollerDeps } from './poller-deps.ts';
import type { VaultLessons } from './vault-lessons.ts';

/** What outlives a run, for as long as the function is warm. */
export interface PollerMemory {
  /** The plan. */
  readonly keys: readonly PolledKey[];
  readonly limit: AdaptiveLimit;
  readonly lessons: VaultLessons;
  /** When each job whose output may be gone was polled last; where it is forgotten, it is polled once more. */
  readonly expiredPolls: Map<string, Instant>;
}

/** One run of the poller, and what it has found out so far. */
export interface PollRun extends Omit<PollerMemory, 'limit'> {
  readonly deps: PollerDeps;
  readonly calls: LimitedCalls;
  /** Whether no time is left. */
  readonly deadline: Deadline;
  /** Vaults that are not asked about again in this run: the answer would be the same. */
  readonly shutVaults: Set<string>;
  /** Those of them that Glacier does not know. */
  readonly missingVaults: Set<string>;
  /** Vaults that Glacier denied something about, which is told once. */
  readonly deniedVaults: Set<string>;
  /** Pages of lists that were read in this run, so that no other window reads them again. */
  readonly pages: Map<string, Promise<AskResult<ListAnswer>>>;
  /** By partition, how many jobs each vault has on the grid, as far as it was read. */
  readonly crowds: Map<string, ReadonlyMap<string, number>>;
  /** Why leftovers could not be handed on, one error each. */
  readonly unsent: unknown[];
  /** Whether Glacier serves this account no more. */
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
  shutVaults: new Set(),
  missingVaults: new Set(),
  deniedVaults: new Set(),
  pages: new Map(),
  crowds: new Map(),
  unsent: [],
  isUnsupported: false,
});
