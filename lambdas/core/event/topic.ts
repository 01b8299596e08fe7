import type { JobEvent } from './event.ts';

/** Announces events to the subscribers of the events topic. */
export interface EventsTopic {
  /**
   * Publishes all in as few requests as possible, and answers which were refused one by one.
   *
   * @throws Error when the topic cannot be reached.
   */
  publish(events: readonly JobEvent[]): Promise<readonly RefusedEntry[]>;
}

/** An entry of a batch request that was refused while others were taken. */
export interface RefusedEntry {
  readonly index: number;
  readonly reason: string;
  /** The entry itself is at fault: sending it again cannot help. */
  readonly isEntryFault: boolean;
}

/** A transition whose event could not be announced. */
export interface FailedEvent {
  readonly vaultArn: string;
  readonly jobId: string;
  /** Absent when not even that could be read. */
  readonly sequence?: number | undefined;
  readonly reason: string;
}

/** Keeps events that cannot be announced, so that they can be announced again. */
export interface FailedEvents {
  /** Keeps where the event is to be found, and why it failed. */
  keep(failed: FailedEvent): Promise<void>;
}
