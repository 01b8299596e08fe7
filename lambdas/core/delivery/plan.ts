import { type Delivery, hasFailed } from './delivery.ts';
import type { DeliveryMessage } from './message.ts';

/** What a sender does with a message, as far as the delivery's row decides it. */
export type DeliveryPlan =
  /** Send it, if the endpoint allows; with the number of counted attempts so far. */
  | { readonly kind: 'proceed'; readonly attemptsBefore: number }
  /** Nothing is left to do for this message. */
  | { readonly kind: 'finished' }
  /** It has come too early. */
  | { readonly kind: 'wait'; readonly delayMs: number };

/**
 * Decides from the delivery's row whether a message still stands for an attempt.
 *
 * What has ended is repeated only by an order to replay that is newer than the row's. The message of an
 * older order is finished, or two orders would start each other over without end. An order for whoever
 * is missing the event starts over what has failed, and repeats nothing else. What waits in the
 * table is attempted only by the message under whose lease it is, so that a message which comes twice,
 * or after the next lease, does nothing.
 */
export const planDelivery = (
  message: DeliveryMessage,
  previous: Delivery | undefined,
  nowMs: number,
): DeliveryPlan => {
  if (previous === undefined) return { kind: 'proceed', attemptsBefore: 0 };
  const { missing, replay } = message;
  if (missing && hasFailed(previous)) return { kind: 'proceed', attemptsBefore: 0 };
  if (replay !== undefined && replay !== previous.replay) {
    const isNewer = previous.replay === undefined || replay > previous.replay;
    return isNewer ? { kind: 'proceed', attemptsBefore: 0 } : { kind: 'finished' };
  }
  if (previous.state !== 'retrying' && previous.state !== 'parked') return { kind: 'finished' };
  return planWaiting(message, previous, nowMs);
};

const planWaiting = (
  { lease }: DeliveryMessage,
  { attemptCount, dueShard, nextAttemptAt }: Delivery,
  nowMs: number,
): DeliveryPlan => {
  const proceed = { kind: 'proceed', attemptsBefore: attemptCount } as const;
  if (dueShard !== undefined) return lease === nextAttemptAt ? proceed : { kind: 'finished' };
  const delayMs = nextAttemptAt === undefined ? 0 : Date.parse(nextAttemptAt) - nowMs;
  return delayMs > 0 ? { kind: 'wait', delayMs } : proceed;
};
