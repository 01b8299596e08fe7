import { OPENING_FAILURES, type Slowdown } from './circuit.ts';
import type { EndpointState } from './state.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const SUCCESS_NOTE_MS = 300 * SECOND_MS;
const SHORTEST_PROBE_MS = 5 * SECOND_MS;

/** A prober that reports no result within this time is presumed dead; a function ends long before. */
export const PROBE_LEASE_MS = 120 * SECOND_MS;

/** How long a delivery waits in the queue for the result of a probe before it is parked. */
export const PROBE_WAIT_MS = 2 * SECOND_MS;

/** Text and numbers, the only values that the state of an endpoint is made of. */
type Fields = Readonly<Record<string, string | number>>;

/** A change of an endpoint's row, made in one request or not at all. */
export interface EndpointChange {
  /** What the row must say for the change to be made; `null` for an attribute that must be absent. */
  readonly when: Readonly<Record<string, string | number | null>>;
  readonly set?: Fields;
  /** Set only where the attribute is absent. */
  readonly setOnce?: Fields;
  /** Added to a number that is 0 where it is absent. */
  readonly add?: Readonly<Record<string, number>>;
  readonly remove?: readonly string[];
}

/** For so long senders may still park what they believed an endpoint could not take. */
export const DRAIN_MS = 60 * SECOND_MS;

const CIRCUIT_FIELDS = ['failingSince', 'failureCount', 'suspectSince', 'probeAt'] as const;

/** Elects a prober: of all who saw the same `probeAt`, one change is made. */
export const electProber = ({ probeAt }: EndpointState, nowMs: number): EndpointChange => ({
  when: { state: 'enabled', probeAt: probeAt ?? null },
  set: { probeAt: instant(nowMs + PROBE_LEASE_MS) },
});

/** Returns a probe whose attempt brought no result about the endpoint. */
export const yieldProbe = (lease: string, nowMs: number): EndpointChange => ({
  when: { state: 'enabled', probeAt: lease },
  set: { probeAt: instant(nowMs + SHORTEST_PROBE_MS) },
});

/** An attempt that succeeded. */
export interface SucceededAttempt {
  readonly startedMs: number;
  readonly nowMs: number;
}

/**
 * What a success changes: it ends all trouble, and has what waits after failures drained.
 *
 * Where there is no trouble it is noted at most every five minutes; `undefined` when nothing changes.
 */
export const noteSuccess = (
  known: EndpointState,
  attempt: SucceededAttempt,
): EndpointChange | undefined => {
  const { failingSince, lastSuccessAt } = known;
  const answerMs = attempt.nowMs - attempt.startedMs;
  const set = { lastSuccessAt: instant(attempt.nowMs), answerMs };
  if (CIRCUIT_FIELDS.some((name) => known[name] !== undefined)) {
    const change = { when: { state: 'enabled' }, remove: CIRCUIT_FIELDS };
    if (failingSince === undefined) return { ...change, set };
    const setOnce = { drainSince: drainStart(known, attempt.startedMs) };
    return { ...change, set: { ...set, lastOutageSince: failingSince }, setOnce };
  }
  const isNoted = attempt.nowMs - Date.parse(lastSuccessAt ?? '') < SUCCESS_NOTE_MS;
  if (isNoted) return undefined;
  return { when: { state: 'enabled', lastSuccessAt: lastSuccessAt ?? null }, set };
};

/**
 * Has a delivery drained that is about to be parked.
 *
 * Made before the delivery's row: whoever parks a row thereby knows that a drain will look for it.
 */
export const notePark = (known: EndpointState, nowMs: number): EndpointChange => ({
  when: { state: 'enabled' },
  setOnce: { drainSince: drainStart(known, nowMs) },
});

// The hour covers clocks that differ, and what an earlier version has parked.
const drainStart = ({ failingSince }: EndpointState, ms: number): string =>
  instant((failingSince === undefined ? ms : Date.parse(failingSince)) - HOUR_MS);

/** Marks an endpoint that missed its early timeout: until it answers, one delivery at a time is sent. */
export const suspectEndpoint = (nowMs: number): EndpointChange => ({
  when: { state: 'enabled' },
  setOnce: { suspectSince: instant(nowMs) },
});

/** An attempt that failed. */
export interface FailedAttempt {
  readonly startedMs: number;
  readonly nowMs: number;
  readonly slowdown: Slowdown;
  /** The time until this delivery's own next attempt, unless it has none. */
  readonly ownDelayMs?: number | undefined;
  /** The `probeAt` that its prober was elected with, if it had to be. */
  readonly lease?: string | undefined;
}

/**
 * What a failure changes: it is counted, and the next probe is planned.
 *
 * Overload counts like as many failures as open the circuit. Only the prober moves a probe that is
 * planned already.
 */
export const noteFailure = (known: EndpointState, failed: FailedAttempt): EndpointChange => {
  const probeAt = instant(failed.nowMs + probeDelayMs(known, failed));
  const failingSince = instant(failed.startedMs);
  const add = { failureCount: failed.slowdown.isOverloaded ? OPENING_FAILURES : 1 };
  return failed.lease === undefined
    ? { when: { state: 'enabled' }, setOnce: { failingSince, probeAt }, add }
    : {
        when: { state: 'enabled', probeAt: failed.lease },
        set: { probeAt },
        setOnce: { failingSince },
        add,
      };
};

/**
 * The wait before the next probe: a quarter of the time that the endpoint has failed, at most an hour.
 *
 * So a recovery is noticed after at most another quarter of the outage. A delivery that would come
 * earlier by its own schedule may; what the receiver asked for is kept.
 */
const probeDelayMs = (known: EndpointState, failed: FailedAttempt): number => {
  const { nowMs, startedMs, slowdown, ownDelayMs = Number.POSITIVE_INFINITY } = failed;
  const failedMs = nowMs - (known.failingSince ? Date.parse(known.failingSince) : startedMs);
  const quarter = Math.min(Math.max(failedMs / 4, SHORTEST_PROBE_MS), HOUR_MS);
  return Math.round(Math.max(Math.min(quarter, ownDelayMs), slowdown.atLeastMs));
};

/** Disables an endpoint; `redeliver` notifies operators and drops its parked deliveries later. */
export const disableEndpoint = (reason: string, since: number, nowMs: number): EndpointChange => ({
  when: { state: 'enabled' },
  set: { state: 'disabled', disabledReason: reason, disableNoticePendingSince: instant(nowMs) },
  setOnce: { failingSince: instant(since), missedSince: instant(since) },
  remove: ['failureCount', 'suspectSince', 'probeAt'],
});

/** Why an endpoint is to be disabled after another failure, or `undefined` when it is not yet. */
export const overdueReason = (
  { failingSince }: EndpointState,
  { nowMs, disableAfterMs }: { readonly nowMs: number; readonly disableAfterMs: number },
): string | undefined =>
  failingSince !== undefined && nowMs - Date.parse(failingSince) >= disableAfterMs
    ? `every attempt has failed since ${failingSince}`
    : undefined;

/**
 * Ends the draining once nothing is left, unless the endpoint recovered less than a minute before the
 * search began, or has been probed since: more may have been parked.
 */
export const finishDrain = (
  { drainSince, lastSuccessAt }: EndpointState,
  searchedMs: number,
): EndpointChange | undefined =>
  drainSince === undefined || searchedMs - Date.parse(lastSuccessAt ?? '') < DRAIN_MS
    ? undefined
    : {
        when: { drainSince, probeAt: null, lastSuccessAt: lastSuccessAt ?? null },
        remove: ['drainSince'],
      };

/** Records that operators are notified of a disabled endpoint. */
export const markNotified = (disableNoticePendingSince: string): EndpointChange => ({
  when: { disableNoticePendingSince },
  remove: ['disableNoticePendingSince'],
});

/** Notes that nothing waits for a disabled endpoint any more. */
export const markSettled = ({ failingSince, drainSince }: EndpointState): EndpointChange => ({
  when: { state: 'disabled', failingSince: failingSince ?? null, drainSince: drainSince ?? null },
  remove: [...CIRCUIT_FIELDS, 'drainSince'],
});

const instant = (ms: number): string => new Date(ms).toISOString();
