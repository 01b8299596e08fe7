import { type DeliveryMessage, readDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import type { DeliveryQueue } from '../../lambdas/core/delivery/ports.ts';
import type { FailedMessage } from './failure-queue.ts';
import type { RedriveOutcome } from './redrive.ts';

/** Reads a message of DeliveryDeadLetterQueue, unless it is no delivery. */
export const readDeadLetter = (body: string): DeliveryMessage | undefined => {
  try {
    return readDeliveryMessage(body);
  } catch {
    return undefined;
  }
};

/**
 * Puts one message of DeliveryDeadLetterQueue back into DeliveryQueue, as it is.
 *
 * The delivery's row decides there whether anything is left to do.
 */
export const redriveDelivery = async (
  { body }: Pick<FailedMessage, 'body'>,
  { queue }: { readonly queue: DeliveryQueue },
): Promise<RedriveOutcome> => {
  const message = readDeadLetter(body);
  if (message === undefined) return { kind: 'left', reason: 'the message is not a delivery' };
  const [refused] = await queue.send([message]);
  if (refused !== undefined) return { kind: 'left', reason: refused.reason };
  return { kind: 'done', note: `${message.eventId} for ${message.endpointId} was requeued` };
};
