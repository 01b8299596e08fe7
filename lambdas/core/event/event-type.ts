import type { GroupChangeKind } from '../group/entry.ts';
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

/** The event type that announces each recorded change of a group, but `reopened`, which has none. */
export const GROUP_EVENT_TYPES = {
  completed: 'glacier.group.completed',
  expiring: 'glacier.group.expiring',
  overdue: 'glacier.group.overdue',
} as const satisfies Record<Exclude<GroupChangeKind, 'reopened'>, string>;

/** An event type that announces a change of a group. */
export type GroupEventType = (typeof GROUP_EVENT_TYPES)[keyof typeof GROUP_EVENT_TYPES];

/** The event types that an endpoint can choose. */
export const EVENT_TYPES: readonly (JobEventType | GroupEventType)[] = [
  ...Object.values(JOB_EVENT_TYPES),
  ...Object.values(GROUP_EVENT_TYPES),
];

/** An event type that an endpoint can receive: of a job, of a group, or a test. */
export type WebhookEventType = JobEventType | GroupEventType | 'webhook.test';

/** An event type for operators, on the events topic only. */
export type OperatorEventType = 'webhook.endpoint.disabled' | 'webhook.delivery.exhausted';
