import type { EndpointState } from '../endpoint/state.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { OperatorEventType } from '../event/event-type.ts';
import { clipText } from '../evidence/clip-text.ts';
import type { Delivery } from './delivery.ts';

/** An event for operators, ready to be published on the events topic. */
export interface OperatorEvent {
  readonly id: string;
  readonly type: OperatorEventType;
  readonly endpointId: string;
  /** The very bytes for the events topic. */
  readonly body: string;
}

type Data = Readonly<Record<string, string | number | undefined>>;

/**
 * Builds the event that announces an endpoint that this service disabled.
 *
 * It is a function of the row: published twice it has the same id and the same bytes. It carries no
 * more of the URL than its host, because paths and queries of webhooks often hold credentials.
 */
export const endpointDisabledEvent = (
  endpoint: EndpointState,
  disabledAt: string,
): OperatorEvent => {
  const { endpointId, description, urlHost, disabledReason: reason, failingSince } = endpoint;
  return build({
    type: 'webhook.endpoint.disabled',
    timestamp: disabledAt,
    endpointId,
    subject: [endpointId],
    data: { endpointId, description, urlHost, reason, failingSince },
  });
};

/** Builds the event that announces an exhausted delivery, from its row. */
export const deliveryExhaustedEvent = (row: Delivery): OperatorEvent => {
  const { endpointId, eventId, eventType, attemptCount, updatedAt = '' } = row;
  const last = row.attempts.at(-1);
  return build({
    type: 'webhook.delivery.exhausted',
    timestamp: updatedAt,
    endpointId,
    subject: [endpointId, eventId],
    data: {
      endpointId,
      eventId,
      eventType,
      attemptCount,
      lastAttemptAt: last?.at,
      lastStatusCode: last?.statusCode,
      lastError: last?.error === undefined ? undefined : clipText(last.error),
    },
  });
};

const build = (input: {
  readonly type: OperatorEventType;
  readonly timestamp: string;
  readonly endpointId: string;
  readonly subject: readonly string[];
  readonly data: Data;
}): OperatorEvent => {
  const { type, timestamp, endpointId, data } = input;
  const id = eventIdOf([type, ...input.subject, timestamp]);
  return { id, type, endpointId, body: JSON.stringify({ id, type, timestamp, data }) };
};
