import type { Delivery } from './delivery.ts';
import type { Endpoint } from './endpoint.ts';

/** What a sender knows before it sends. */
export interface DeliverySituation {
  /** The delivery's row, if it has one yet. */
  readonly previous: Delivery | undefined;
  /** The endpoint's row, if it still exists. */
  readonly endpoint: Endpoint | undefined;
  readonly isReplay: boolean;
  /** The message is received for the first time since it was sent or redriven. */
  readonly isFresh: boolean;
  readonly nowMs: number;
}

/** What a sender does with a message. */
export type DeliveryPlan =
  /** Send; `attemptCount` counts this attempt. */
  | { readonly kind: 'attempt'; readonly attemptCount: number }
  /** Nothing is left to do. */
  | { readonly kind: 'finished' }
  /** Come back later. */
  | { readonly kind: 'wait'; readonly delayMs: number }
  /** Leave it to the dead-letter queue: every attempt has failed. */
  | { readonly kind: 'exhausted' }
  /** Give up, because nobody is there to receive it. */
  | { readonly kind: 'drop'; readonly reason: string };

/**
 * Decides from the delivery's row whether to send now.
 *
 * What is delivered is repeated only by a replay. A fresh message for what had ended (a replay, or the
 * operator's redrive of the dead-letter queue) starts the schedule over.
 */
export const planDelivery = (situation: DeliverySituation): DeliveryPlan => {
  const { previous, endpoint, isReplay } = situation;
  if (previous?.state === 'delivered' && !isReplay) return { kind: 'finished' };
  const reason = absence(endpoint);
  if (reason !== undefined) {
    return previous?.state === 'dropped' ? { kind: 'finished' } : { kind: 'drop', reason };
  }
  if (previous?.state === 'delivered') return { kind: 'attempt', attemptCount: 1 };
  return planUndelivered(situation);
};

const absence = (endpoint: Endpoint | undefined): string | undefined => {
  if (endpoint === undefined) return 'the endpoint was removed';
  return endpoint.state === 'disabled' ? 'the endpoint is disabled' : undefined;
};

const planUndelivered = (situation: DeliverySituation): DeliveryPlan => {
  const { previous, isReplay, isFresh } = situation;
  if (previous?.state === 'exhausted' || previous?.state === 'dropped') {
    if (isFresh) return { kind: 'attempt', attemptCount: 1 };
    return { kind: previous.state === 'exhausted' ? 'exhausted' : 'finished' };
  }
  const delayMs = remainingMs(situation);
  if (delayMs > 0 && !(isReplay && isFresh)) return { kind: 'wait', delayMs };
  return { kind: 'attempt', attemptCount: (previous?.attemptCount ?? 0) + 1 };
};

const remainingMs = ({ previous, nowMs }: DeliverySituation): number =>
  previous?.nextAttemptAt === undefined ? 0 : Date.parse(previous.nextAttemptAt) - nowMs;
