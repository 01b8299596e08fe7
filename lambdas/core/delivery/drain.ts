import { DRAIN_MS } from '../endpoint/changes.ts';
import type { EndpointState } from '../endpoint/state.ts';
import type { Delivery } from './delivery.ts';

/**
 * Says whether a delivery that waits in the table is drained: one that is parked, or one whose every
 * attempt was made during the failures that have just ended.
 *
 * A delivery that failed before them may fail by itself, so it keeps to its own schedule.
 */
export const isDrained = (
  { attemptCount, attempts, dueShard, state }: Delivery,
  { lastOutageSince }: EndpointState,
): boolean => {
  if (state === 'parked') return true;
  if (state !== 'retrying' || dueShard === undefined) return false;
  const [first] = attempts.slice(-attemptCount);
  return Date.parse(first?.at ?? '') >= Date.parse(lastOutageSince ?? '') - DRAIN_MS;
};
