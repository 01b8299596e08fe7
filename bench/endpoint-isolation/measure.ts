import type { Arrival } from '../delivery-simulation/receivers.ts';
import { percentile } from '../report/percentile.ts';

/** The endpoint that is dead until an hour after the last event. */
export const DEAD = 'dead';

/** The result of a scenario. */
export interface Measured {
  /** Of the healthy endpoints' deliveries, from the queue to the receiver. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Before it recovered. */
  readonly attemptsAtDead: number;
  /** Deliveries that waited for the recovery. */
  readonly parked: number;
  /** From the recovery until the last event reached the endpoint. */
  readonly drainedMs: number;
  /** Deliveries that never arrived. */
  readonly missing: number;
}

interface Play {
  readonly arrivals: readonly Arrival[];
  /** When each delivery was sent to the queue, by endpoint and event. */
  readonly sentAt: ReadonlyMap<string, number>;
  readonly recoveryMs: number;
}

/** Measures what reached the receivers. */
export const measure = ({ arrivals, sentAt, recoveryMs }: Play): Omit<Measured, 'parked'> => {
  const first = new Map<string, number>();
  for (const { endpointId, eventId, atMs } of arrivals.filter(({ isAccepted }) => isAccepted)) {
    const key = `${endpointId}/${eventId}`;
    first.set(key, Math.min(first.get(key) ?? atMs, atMs));
  }
  const accepted = [...first].map(([key, atMs]) => ({ key, atMs }));
  const isDead = (key: string) => key.startsWith(`${DEAD}/`);
  const delays = accepted
    .filter(({ key }) => !isDead(key))
    .map(({ key, atMs }) => atMs - (sentAt.get(key) ?? 0));
  const late = accepted.filter(({ key }) => isDead(key)).map(({ atMs }) => atMs - recoveryMs);
  return {
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    maxMs: percentile(delays, 1),
    attemptsAtDead: arrivals.filter((one) => one.endpointId === DEAD && !one.isAccepted).length,
    drainedMs: late.reduce((latest, ms) => Math.max(latest, ms), 0),
    missing: sentAt.size - first.size,
  };
};
