import * as z from 'zod/mini';
import { nextDelayMs, readRetryAfter } from './backoff.ts';
import type { WebhookAnswer } from './webhook-answer.ts';

/** Where one event stands with one endpoint; the words of the Deliveries table's `state`. */
export const DELIVERY_STATES = ['delivered', 'retrying', 'parked', 'exhausted', 'dropped'] as const;

const Attempt = z.object({
  at: z.string(),
  durationMs: z.number(),
  statusCode: z.optional(z.number()),
  error: z.optional(z.string()),
  excerpt: z.optional(z.string()),
});

/** One attempt as the Deliveries table keeps it. */
export type Attempt = z.infer<typeof Attempt>;

/** A row of the Deliveries table. `updatedAt` and `body` are there only until it is delivered. */
export const Delivery = z.object({
  eventId: z.string(),
  endpointId: z.string(),
  eventType: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.array(Attempt),
  attemptCount: z.number(),
  nextAttemptAt: z.optional(z.string()),
  updatedAt: z.optional(z.string()),
  body: z.optional(z.string()),
  dropReason: z.optional(z.string()),
  expireAt: z.number(),
});

/** A parsed row of the Deliveries table. */
export type Delivery = z.infer<typeof Delivery>;

/** What follows from an answer. */
export type DeliveryDecision =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'exhausted' }
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
  wish: { readonly retryAfterMs?: number | undefined; readonly isOverloaded?: boolean } = {},
): DeliveryDecision => {
  const delayMs = nextDelayMs({ attemptCount, scheduleSeconds, random, ...wish });
  return delayMs === undefined ? { kind: 'exhausted' } : { kind: 'retry', delayMs };
};
