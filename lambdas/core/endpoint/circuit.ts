import type { EndpointState } from './state.ts';

/** The number of failures without a success between them that opens an endpoint's circuit. */
export const OPENING_FAILURES = 3;

const TRUST_MS = 3_600_000;

const EARLY_TIMEOUT_FACTOR = 3;

/** The state of an enabled endpoint's circuit breaker, which decides who may attempt a delivery. */
export type Circuit =
  /** Healthy: every delivery is attempted. */
  | 'closed'
  /** One delivery may be attempted; the sender that takes it is elected. */
  | 'half-open'
  /** A probe is under way, or its result has just been recorded: deliveries wait. */
  | 'probing'
  /** Failing: deliveries are parked until the next probe. */
  | 'open';

/**
 * Returns the state of an enabled endpoint's circuit.
 *
 * It is closed while the endpoint has accepted a delivery within the last hour, has not failed three
 * times in a row and is not suspect. Otherwise one delivery at a time is attempted until one is
 * accepted: an endpoint that hangs, refuses or answers 500 then holds up one delivery, not every sender.
 */
export const circuitOf = (endpoint: EndpointState, nowMs: number): Circuit => {
  const isFailing = (endpoint.failureCount ?? 0) >= OPENING_FAILURES;
  const trustedUntil = Date.parse(endpoint.lastSuccessAt ?? '') + TRUST_MS;
  const isSuspect = isFailing || endpoint.suspectSince !== undefined;
  if (!isSuspect && nowMs < trustedUntil) return 'closed';
  if (endpoint.probeAt === undefined || Date.parse(endpoint.probeAt) <= nowMs) return 'half-open';
  return isFailing ? 'open' : 'probing';
};

/** Whether an endpoint has a planned probe that may be sent now. */
export const isProbeDue = ({ probeAt }: EndpointState, nowMs: number): boolean =>
  probeAt !== undefined && Date.parse(probeAt) <= nowMs;

/**
 * How long an endpoint with a closed circuit may take to answer before it becomes suspect: half of
 * `timeoutMs` or three times its recent time, or `undefined` where that reaches `timeoutMs`.
 *
 * An endpoint that hangs would otherwise occupy every copy of the sender for the whole timeout before
 * the first of them records it. An endpoint that is always slow keeps its full time.
 */
export const earlyTimeoutMs = (
  { answerMs }: EndpointState,
  timeoutMs: number,
): number | undefined => {
  if (answerMs === undefined) return undefined;
  const ms = Math.max(timeoutMs / 2, EARLY_TIMEOUT_FACTOR * answerMs);
  return ms < timeoutMs ? ms : undefined;
};

/** What a failure asks of everything else that goes to the same endpoint. */
export interface Slowdown {
  /** The receiver, or a gateway before it, has too much to do. */
  readonly isOverloaded: boolean;
  /** How long the endpoint is to be left alone; nothing asks for that when it is 0. */
  readonly atLeastMs: number;
}
