import { createHash } from 'node:crypto';
import type { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import type { WebhookEventType } from '../../lambdas/core/event/event-type.ts';

/** Builds the event `webhook.test` for one endpoint, as of an instant. */
export const buildTestEvent = (
  endpointId: string,
  timestamp: string,
): Omit<DeliveryMessage, 'replay'> => {
  const type = 'webhook.test' satisfies WebhookEventType;
  const text = [type, endpointId, timestamp].join('\n');
  const id = `evt_${createHash('sha256').update(text).digest('base64url').slice(0, 27)}`;
  const body = JSON.stringify({ id, type, timestamp, data: { endpointId } });
  return { eventId: id, endpointId, eventType: type, body };
};
