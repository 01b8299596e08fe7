import type { EventSubject } from '../endpoint/match.ts';
import type { Status } from '../job/status.ts';

/**
 * An event of a job or a group, ready to be announced.
 *
 * Endpoints and subscribers of the events topic choose it by the same few values.
 */
export interface AnnouncedEvent extends EventSubject {
  readonly id: string;
  /** The very bytes for the events topic and the webhooks. */
  readonly body: string;
  /** Absent on a group's event. */
  readonly status?: Status | undefined;
}
