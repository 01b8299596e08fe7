import * as z from 'zod/mini';
import type { Slowdown } from '../endpoint/circuit.ts';
import { GroupOrigin, JobOrigin } from '../event/origin.ts';
import { readRow } from '../rows.ts';
import type { WebhookAnswer } from './answer.ts';
import { type BackoffHint, nextDelayMs, readRetryAfter, requestedWaitMs } from './backoff.ts';

/** Where one event stands with one endpoint; the words of the Deliveries table's `state`. */
export const DELIVERY_STATES = ['delivered', 'retrying', 'parked', 'exhausted', 'dropped'] as const;

/** One of {@link DELIVERY_STATES}. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The states of deliveries that have ended without success. */
export const FAILED_STATES = ['exhausted', 'dropped'] as const satisfies readonly DeliveryState[];

/** Says whether a delivery has ended and its endpoint has not had the event. */
export const hasFailed = ({ state }: { readonly state: DeliveryState }): boolean =>
  FAILED_STATES.some((one) => one === state);

const Attempt = z.looseObject({
  at: z.string(),
  durationMs: z.number(),
  statusCode: z.optional(z.number()),
  error: z.optional(z.string()),
  excerpt: z.optional(z.string()),
});

/** One attempt as the Deliveries table keeps it. */
export type Attempt = z.infer<typeof Attempt>;

/**
 * A row of the Deliveries table.
 *
 * `updatedAt` and `body` are there until it is delivered, the origin instead of the body from then on:
 * `origin` for a job's event, `groupOrigin` for a group's, which earlier versions keep and do not read.
 * A row with a `dueShard` waits in this table until `nextAttemptAt`; one without waits in the queue.
 * What a later version added is read as well, because the row is written whole.
 */
export const Delivery = z.looseObject({
  eventId: z.string(),
  endpointId: z.string(),
  eventType: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.array(Attempt),
  attemptCount: z.number(),
  nextAttemptAt: z.optional(z.string()),
  dueShard: z.optional(z.string()),
  updatedAt: z.optional(z.string()),
  body: z.optional(z.string()),
  origin: z.optional(z.looseObject(JobOrigin.shape)),
  groupOrigin: z.optional(z.looseObject(GroupOrigin.shape)),
  dropReason: z.optional(z.string()),
  /** The last replay order. */
  replay: z.optional(z.string()),
  expireAt: z.number(),
});

/** A parsed row of the Deliveries table. */
export type Delivery = z.infer<typeof Delivery>;

const KNOWN = new Set(Object.keys(Delivery.shape));

/** The members of a row that only a later version knows, which every write of the row keeps. */
export const unknownMembers = (row: Delivery | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => !KNOWN.has(name)));

/**
 * Reads a row of the Deliveries table.
 *
 * @throws Error when it is not one that this service wrote.
 */
export const readDelivery = (row: unknown): Delivery => readRow(Delivery, row, 'Deliveries');

/** What follows from an answer that counts as an attempt. */
export type DeliveryDecision =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly delayMs: number; readonly slowdown: Slowdown }
  | { readonly kind: 'exhausted'; readonly slowdown: Slowdown }
  /** The receiver is gone for good: this delivery ends, and so does the endpoint. */
  | { readonly kind: 'disable'; readonly reason: string };

/** What an answer is judged by. */
export interface DeliveryCase {
  readonly answer: WebhookAnswer;
  /** Attempts made so far, with this one. */
  readonly attemptCount: number;
  readonly scheduleSeconds: readonly number[];
  readonly nowMs: number;
  readonly random: number;
}

const GONE = 410;
const OVERLOADED = [429, 502, 504];

/**
 * Says what an answer means: only 2xx delivers, 410 disables, and everything else is tried again.
 *
 * Redirects are not followed, because they could lead anywhere; client errors are tried again, because
 * receivers answer 404 and 401 while they are being deployed.
 */
export const decideDelivery = (input: DeliveryCase): DeliveryDecision => {
  const { answer, nowMs } = input;
  if (answer.kind === 'failed') return retry(input);
  const { statusCode, retryAfter } = answer;
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered' };
  if (statusCode === GONE) return { kind: 'disable', reason: 'the receiver answered 410 Gone' };
  return retry(input, {
    retryAfterMs: readRetryAfter(retryAfter, nowMs),
    isOverloaded: OVERLOADED.includes(statusCode),
  });
};

const retry = (
  { attemptCount, scheduleSeconds, random }: DeliveryCase,
  hint: BackoffHint = {},
): DeliveryDecision => {
  const delayMs = nextDelayMs({ attemptCount, scheduleSeconds, random, ...hint });
  const slowdown = { isOverloaded: hint.isOverloaded === true, atLeastMs: requestedWaitMs(hint) };
  return delayMs === undefined
    ? { kind: 'exhausted', slowdown }
    : { kind: 'retry', delayMs, slowdown };
};
