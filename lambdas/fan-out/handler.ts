import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { deliveriesOf } from '../core/delivery/message.ts';
import type { DeliveryQueue } from '../core/delivery/ports.ts';
import type { EndpointLister } from '../core/endpoint/ports.ts';
import type { Announcement } from '../core/event/announcement.ts';
import type { EventsTopic, FailedEvents, RefusedEntry } from '../core/event/topic.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';
import { countAnnounced } from './count-announced.ts';
import type { NoteGroups } from './note-groups.ts';
import { readChange } from './read-change.ts';

/** What fan-out works with. */
export interface FanOutDeps {
  /** Reads a stream record's image into plain values. */
  readonly readImage: (image: unknown) => unknown;
  readonly endpoints: EndpointLister;
  readonly topic: EventsTopic;
  readonly queue: DeliveryQueue;
  readonly failedEvents: FailedEvents;
  readonly noteGroups: NoteGroups;
  readonly log: Log;
  readonly metrics: MetricsOf<'fan-out'>;
}

/** An announcement with the place of its record in the batch. */
interface Placed extends Announcement {
  readonly record: DynamoDBRecord;
}

/**
 * Announces a stream batch to the events topic and to every matching endpoint: transitions of jobs, or
 * changes of groups.
 *
 * What is at fault itself goes to FailedEventsQueue, and the batch goes on; what was refused for
 * another reason is read again from its place in the stream.
 * @throws Error when the topic or the queue cannot be reached: the stream then keeps the batch.
 */
export const createFanOut =
  (deps: FanOutDeps) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const changes = event.Records.map((record) => ({
      record,
      ...readChange(record, deps.readImage),
    }));
    const placed = changes.flatMap((change) =>
      change.kind === 'announced'
        ? change.announcements.map((one) => ({ ...one, record: change.record }))
        : [],
    );
    const again = await announce(placed, deps);
    // Only now: while the topic or the queue is out, Lambda retries the whole batch repeatedly.
    for (const change of changes) {
      if (change.kind === 'failed') await keepFailed(change.failed, deps);
    }
    await deps.noteGroups(
      changes.flatMap((change) => (change.kind === 'announced' ? (change.group ?? []) : [])),
    );
    return { batchItemFailures: firstOf(event.Records, again) };
  };

const announce = async (placed: readonly Placed[], deps: FanOutDeps): Promise<Placed[]> => {
  if (placed.length === 0) return [];
  const endpoints = await deps.endpoints.list();
  const deliveries = placed.flatMap((one) =>
    deliveriesOf(one.event, endpoints).map((message) => ({ ...one, message })),
  );
  const byTopic = await deps.topic.publish(placed.map((one) => one.event));
  const byQueue = await deps.queue.send(deliveries.map((one) => one.message));
  const refused = new Set(byTopic.map(({ index }) => index));
  countAnnounced(
    placed.filter((_, index) => !refused.has(index)),
    deps.metrics,
  );
  return [
    ...(await keepAtFault(placed, byTopic, deps)),
    ...(await keepAtFault(deliveries, byQueue, deps)),
  ];
};

/** Keeps the refused entries that are at fault themselves, and answers the others. */
const keepAtFault = async (
  placed: readonly Placed[],
  refused: readonly RefusedEntry[],
  deps: FanOutDeps,
): Promise<Placed[]> => {
  const again: Placed[] = [];
  for (const { index, reason, isEntryFault } of refused) {
    const one = placed[index];
    if (!one) continue;
    if (!isEntryFault) again.push(one);
    else await keepFailed({ ...one.origin, reason }, deps);
  }
  return again;
};

const keepFailed = async (
  failed: Parameters<FailedEvents['keep']>[0],
  { failedEvents, log, metrics }: FanOutDeps,
): Promise<void> => {
  await failedEvents.keep(failed);
  metrics.count('EventFailed');
  log.warn('event.failed', { ...failed });
};

// A stream goes on from the lowest number that is reported, so the first one says it all.
// https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
const firstOf = (records: readonly DynamoDBRecord[], refused: readonly Placed[]) => {
  const first = records.find((record) => refused.some((one) => one.record === record));
  const number = first?.dynamodb?.SequenceNumber;
  return number === undefined ? [] : [{ itemIdentifier: number }];
};
