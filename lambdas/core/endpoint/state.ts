import * as z from 'zod/mini';
import { InstantText, readRow } from '../rows.ts';
import { Endpoint } from './endpoint.ts';

const instant = z.optional(InstantText);

/**
 * A row of the Endpoints table with what the sender has observed of the endpoint.
 *
 * `failingSince`, and the failures counted since then in `failureCount`, are present from the first
 * failure to the next success. Until `probeAt` only the elected prober may attempt a delivery.
 * `suspectSince` is when it last missed its early timeout, until its next answer; `answerMs` is how long it
 * recently took to accept a delivery. `drainSince` states that deliveries updated since then may wait to
 * be sent, and `lastOutageSince` when the failures began that the last success ended.
 * `disableNoticePendingSince` is when it was disabled, until operators are notified.
 */
export const EndpointState = z.extend(Endpoint, {
  failureCount: z.optional(z.number()),
  lastOutageSince: instant,
  suspectSince: instant,
  answerMs: z.optional(z.number()),
  disableNoticePendingSince: instant,
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
