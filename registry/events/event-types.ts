// Made by `npm run docs:generate` from docs/schemas: edit there.

import type {
  GroupCompletedData,
  GroupExpiringData,
  GroupOverdueData,
  JobCollectedData,
  JobExpiredData,
  JobExpiringData,
  JobFailedData,
  JobInProgressData,
  JobSucceededData,
  WebhookDeliveryExhaustedData,
  WebhookEndpointDisabledData,
  WebhookTestData,
} from './event-data.ts';

/** An event of a type with its data; fields without a value are absent. */
export interface EventOf<Type extends string, Data> {
  /** The same on every redelivery and replay; also the header `webhook-id`. */
  readonly id: string;
  readonly type: Type;
  /** When the change was recorded. */
  readonly timestamp: string;
  readonly data: Data;
}

/** No job of the group is pending any more. */
export type GroupCompletedEvent = EventOf<'glacier.group.completed', GroupCompletedData>;

/** Outputs of the group expire soon. */
export type GroupExpiringEvent = EventOf<'glacier.group.expiring', GroupExpiringData>;

/** Jobs of the group take longer than expected, or are missing. */
export type GroupOverdueEvent = EventOf<'glacier.group.overdue', GroupOverdueData>;

/** The output is marked as fetched. */
export type JobCollectedEvent = EventOf<'glacier.job.collected', JobCollectedData>;

/** Glacier no longer knows the job. */
export type JobExpiredEvent = EventOf<'glacier.job.expired', JobExpiredData>;

/** The output expires soon, and is not marked as fetched. */
export type JobExpiringEvent = EventOf<'glacier.job.expiring', JobExpiringData>;

/** Glacier could not do the job. */
export type JobFailedEvent = EventOf<'glacier.job.failed', JobFailedData>;

/** A job is tracked from now on. */
export type JobInProgressEvent = EventOf<'glacier.job.in_progress', JobInProgressData>;

/** The job's output can be fetched. */
export type JobSucceededEvent = EventOf<'glacier.job.succeeded', JobSucceededData>;

/** Every attempt of a delivery has failed; it can be replayed for 30 days. On the events topic only. */
export type WebhookDeliveryExhaustedEvent = EventOf<
  'webhook.delivery.exhausted',
  WebhookDeliveryExhaustedData
>;

/** The service has taken an endpoint out of service. On the events topic only. */
export type WebhookEndpointDisabledEvent = EventOf<
  'webhook.endpoint.disabled',
  WebhookEndpointDisabledData
>;

/** An operator tries the endpoint; no job has changed. */
export type WebhookTestEvent = EventOf<'webhook.test', WebhookTestData>;

/** Any event, discriminated by `type`. */
export type GlacierEvent =
  | GroupCompletedEvent
  | GroupExpiringEvent
  | GroupOverdueEvent
  | JobCollectedEvent
  | JobExpiredEvent
  | JobExpiringEvent
  | JobFailedEvent
  | JobInProgressEvent
  | JobSucceededEvent
  | WebhookDeliveryExhaustedEvent
  | WebhookEndpointDisabledEvent
  | WebhookTestEvent;

/** The types of all events. */
export const GLACIER_EVENT_TYPES = [
  'glacier.group.completed',
  'glacier.group.expiring',
  'glacier.group.overdue',
  'glacier.job.collected',
  'glacier.job.expired',
  'glacier.job.expiring',
  'glacier.job.failed',
  'glacier.job.in_progress',
  'glacier.job.succeeded',
  'webhook.delivery.exhausted',
  'webhook.endpoint.disabled',
  'webhook.test',
] as const satisfies readonly GlacierEvent['type'][];
