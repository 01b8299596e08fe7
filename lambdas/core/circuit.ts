import * as z from 'zod/mini';
import { Endpoint } from './endpoint.ts';
import { InstantText } from './instant-text.ts';
import { readRow } from './read-row.ts';

const instant = z.optional(InstantText);

/**
 * A row of the Endpoints table with what is known about how the endpoint fares.
 *
 * `failingSince`, and the failures counted since then in `failureCount`, are there from the first
 * failure to the next success. Until `probeAt` nobody but the prober may attempt anything.
 * `doubtedAt` is when it left somebody waiting, until it has answered again; `answerMs` is how long it
 * took to accept something lately. `drainFrom` says that deliveries updated since then may wait to be
 * sent, and `failedFrom` when the failures began that the last success ended.
 * `untoldDisabledAt` is when it was disabled, until the owner has been told.
 */
export const EndpointState = z.extend(Endpoint, {
  failureCount: z.optional(z.number()),
  failedFrom: instant,
  doubtedAt: instant,
  answerMs: z.optional(z.number()),
  untoldDisabledAt: instant,
});

/** The parsed form of {@link EndpointState}. */
export type EndpointState = z.infer<typeof EndpointState>;

/**
 * Reads a row of the Endpoints table.
 *
 * @throws Error when it is not one that this service wrote.
 */
export const readEndpointState = (row: unknown): EndpointState =>
  readRow(EndpointState, row, 'Endpoints');

/** So many failures without a success between them close an endpoint. */
export const CLOSING_FAILURES = 3;

const TRUST_MS = 3_600_000;

const PATIENCE_FACTOR = 3;

/** Who may attempt a delivery at an endpoint now. */
export type ProbeGate =
  /** Everybody. */
  | 'open'
  /** One, who has to be elected. */
  | 'probe'
  /** Nobody: somebody tries right now, or has just tried. */
  | 'busy'
  /** Nobody, and what comes is parked: it fails. */
  | 'closed';

/**
 * Says who may attempt a delivery at an enabled endpoint.
 *
 * An endpoint is open while it has taken something within the last hour, not failed three times running
 * and left nobody waiting. To any other, one delivery at a time goes until one is taken: whether it hangs, refuses or
 * answers 500, it then holds up one delivery and not a whole fleet.
 */
export const probeGate = (endpoint: EndpointState, nowMs: number): ProbeGate => {
  const isFailing = (endpoint.failureCount ?? 0) >= CLOSING_FAILURES;
  const trustedUntil = Date.parse(endpoint.lastSuccessAt ?? '') + TRUST_MS;
  const isDoubtful = isFailing || endpoint.doubtedAt !== undefined;
  if (!isDoubtful && nowMs < trustedUntil) return 'open';
  if (endpoint.probeAt === undefined || Date.parse(endpoint.probeAt) <= nowMs) return 'probe';
  return isFailing ? 'closed' : 'busy';
};

/** Says whether an endpoint waits for a prober, and may have one now. */
export const isProbeDue = ({ probeAt }: EndpointState, nowMs: number): boolean =>
  probeAt !== undefined && Date.parse(probeAt) <= nowMs;

/**
 * How long an open endpoint may take to answer before it is doubted, if that is less than `timeoutMs`:
 * half of that, or three times what it took lately.
 *
 * An endpoint that hangs would otherwise bind every copy of the sender for the whole timeout before the
 * first of them knows. One that is always slow is given its time.
 */
export const patienceMs = ({ answerMs }: EndpointState, timeoutMs: number): number | undefined => {
  if (answerMs === undefined) return undefined;
  const ms = Math.max(timeoutMs / 2, PATIENCE_FACTOR * answerMs);
  return ms < timeoutMs ? ms : undefined;
};
