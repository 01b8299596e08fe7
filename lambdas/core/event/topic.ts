import type { JobKey } from '../evidence/evidence.ts';
import type { AnnouncedEvent } from './announced-event.ts';
import type { EventOrigin } from './origin.ts';

/** Announces events to the subscribers of the events topic. */
export interface EventsTopic {
  /**
   * Publishes all in as few requests as possible, and answers which were refused one by one.
   *
   * @throws Error when the topic cannot be reached.
   */
  publish(events: readonly AnnouncedEvent[]): Promise<readonly RefusedEntry[]>;
}

/** An entry of a batch request that was refused while others were taken. */
export interface RefusedEntry {
  readonly index: number;
  readonly reason: string;
  /** The entry itself is at fault: sending it again cannot help. */
  readonly isEntryFault: boolean;
}

/** What could not be announced: an event, or a job of whose row not even the sequence could be read. */
export type FailedEvent = (EventOrigin | JobKey) & { readonly reason: string };

/** Keeps events that cannot be announced, so that they can be announced again. */
export interface FailedEvents {
  /** Keeps where the event is to be found, and why it failed. */
  keep(failed: FailedEvent): Promise<void>;
}
