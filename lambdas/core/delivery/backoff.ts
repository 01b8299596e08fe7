const SECOND_MS = 1000;
const JITTER = 0.2;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
const SLOW_DOWN_MS = 60 * SECOND_MS;
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** What a receiver's answer says about the time until the next attempt. */
export interface BackoffHint {
  /** What the receiver asked for, if it did. */
  readonly retryAfterMs?: number | undefined;
  /** The receiver, or a gateway before it, is overloaded. */
  readonly isOverloaded?: boolean;
}

/** What the wait before the next attempt depends on. */
export interface BackoffInput extends BackoffHint {
  readonly scheduleSeconds: readonly number[];
  /** Attempts made so far, at least one. */
  readonly attemptCount: number;
  /** A random number from 0 up to, not including, 1. */
  readonly random: number;
}

/**
 * Reads Retry-After, in seconds or as an HTTP date, as a wait from now; garbage is `undefined`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export const readRetryAfter = (header: string | undefined, nowMs: number): number | undefined => {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * SECOND_MS;
  // Date.parse alone would take "-5" and "1.5" for dates.
  if (!HTTP_DATE.test(text)) return undefined;
  // The oldest of the three forms has no zone, and means GMT.
  const ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(ms) ? undefined : Math.max(0, ms - nowMs);
};

/**
 * The wait before the next attempt in milliseconds, or `undefined` when the schedule is exhausted.
 *
 * The step is varied by a fifth, so that receivers are not met by waves. Retry-After can lengthen the
 * wait to at most 24 hours and never shortens it; overload makes it at least a minute.
 */
export const nextDelayMs = (input: BackoffInput): number | undefined => {
  const seconds = input.scheduleSeconds[input.attemptCount - 1];
  if (seconds === undefined) return undefined;
  return Math.round(Math.max(jitter(seconds * SECOND_MS, input.random), requestedWaitMs(input)));
};

/** Varies a wait by at most a fifth; `random` is from 0 up to, not including, 1. */
export const jitter = (waitMs: number, random: number): number =>
  waitMs * (1 - JITTER + 2 * JITTER * random);

/** The wait that an answer asks for, whatever the schedule says: at most 24 hours, or none. */
export const requestedWaitMs = ({ retryAfterMs = 0, isOverloaded }: BackoffHint): number =>
  Math.max(Math.min(retryAfterMs, MAX_RETRY_AFTER_MS), isOverloaded ? SLOW_DOWN_MS : 0);

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
