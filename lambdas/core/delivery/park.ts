import { jitter } from './backoff.ts';

const SHORTEST_MS = 15 * 60_000;
const LONGEST_MS = 24 * 3_600_000;

/**
 * How long a delivery is parked unless it is drained earlier: about as long as its endpoint has failed.
 *
 * Usually the endpoint's recovery drains what is parked, and its end drops it. This time is the net
 * below: should either be missed, every parked delivery comes back by itself.
 */
export const parkMs = (failingSince: string | undefined, nowMs: number, random: number): number => {
  const failedMs = failingSince === undefined ? 0 : nowMs - Date.parse(failingSince);
  return Math.round(jitter(Math.min(Math.max(failedMs, SHORTEST_MS), LONGEST_MS), random));
};
