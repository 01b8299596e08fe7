import type { DeliveryMessage } from '../delivery/message.ts';
import type { JobKey, SeenEvidence } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import type { Job } from '../job/job.ts';
import type { JobWrite } from '../job/store.ts';
import type { JobEvent } from './event.ts';

/** The job was written, or had been changed concurrently; then its current state is returned. */
export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'clash'; readonly job: Job | undefined };

/** Keeps the jobs. */
export interface JobStore {
  /** Reads a job with strong consistency. */
  read(key: JobKey): Promise<Job | undefined>;
  /** Writes in one request, or not at all. */
  write(write: JobWrite): Promise<WriteOutcome>;
}

/** Where the next page of an index begins; opaque, and small enough for a message. */
export type StartKey = Readonly<Record<string, string>>;

/** What Glacier answers when asked for one job. */
export type DescribeAnswer =
  | { readonly kind: 'seen'; readonly evidence: SeenEvidence }
  | { readonly kind: 'job-not-found' }
  | { readonly kind: 'vault-not-found' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks Glacier. */
export interface Glacier {
  /**
   * Describes one job.
   *
   * @throws GlacierCallError when Glacier does not answer, after the SDK's own retries.
   */
  describeJob(key: JobKey, observedAt: Instant): Promise<DescribeAnswer>;
}

/** Keeps notices that cannot be used. */
export interface FailedNotices {
  /** Keeps a notice as it came, with the reason. */
  keep(failed: { readonly reason: string; readonly notice: string }): Promise<void>;
}

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

/** Queues deliveries for the sender. */
export interface DeliveryQueue {
  /**
   * Sends all in as few requests as possible, and answers which were refused one by one.
   *
   * @throws Error when the queue cannot be reached.
   */
  send(deliveries: readonly DeliveryMessage[]): Promise<readonly RefusedEntry[]>;
}
