import type { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { eventIdOf } from '../../lambdas/core/event/event-id.ts';
import type { WebhookEventType } from '../../lambdas/core/event/event-type.ts';

/** Builds the event `webhook.test` for one endpoint, as of an instant. */
export const buildTestEvent = (
  endpointId: string,
  timestamp: string,
): Omit<DeliveryMessage, 'replay'> => {
  const type = 'webhook.test' satisfies WebhookEventType;
  const id = eventIdOf([type, endpointId, timestamp]);
  const body = JSON.stringify({ id, type, timestamp, data: { endpointId } });
  return { eventId: id, endpointId, eventType: type, body };
};
