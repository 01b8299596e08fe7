import type { Status } from '../job/status.ts';

/** The event type that announces each status. */
export const JOB_EVENT_TYPES = {
  InProgress: 'glacier.job.in_progress',
  Succeeded: 'glacier.job.succeeded',
  Failed: 'glacier.job.failed',
  Expiring: 'glacier.job.expiring',
  Expired: 'glacier.job.expired',
  Collected: 'glacier.job.collected',
} as const satisfies Record<Status, string>;

/** An event type that announces a job's transition. */
export type JobEventType = (typeof JOB_EVENT_TYPES)[Status];

/** An event type that an endpoint can receive: a job's transition, or a test. */
export type WebhookEventType = JobEventType | 'webhook.test';

/** An event type for operators, on the events topic only. */
export type OperatorEventType = 'webhook.endpoint.disabled' | 'webhook.delivery.exhausted';
