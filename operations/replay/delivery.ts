import { type Delivery, FAILED_STATES, hasFailed } from '../../lambdas/core/delivery/delivery.ts';
import type { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { pagesOf, readDeliveries } from '../../lambdas/core/delivery/pages.ts';
import type { DeliveryKey } from '../../lambdas/core/delivery/ports.ts';
import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { InterruptedReplayError } from '../../lambdas/core/event/interrupted-replay.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import type { RefusedReplay, ReplayDeps, Replayed } from './ports.ts';
import { buildTestEvent } from './test-event.ts';

/** Resends one delivery, whatever its state, with the same id and bytes. */
export const replayDelivery = async (key: DeliveryKey, deps: ReplayDeps): Promise<Replayed> => {
  const { eventId, endpointId } = key;
  const row = await deps.deliveries.get(key);
  if (row === undefined) {
    return refuse(
      `no delivery of ${eventId} to ${endpointId} is recorded; rows are kept for 30 days`,
    );
  }
  const problem = await findProblem(endpointId, deps);
  if (problem !== undefined) return refuse(problem);
  const body = row.body ?? (await rebuild(row, deps));
  if (body === undefined) {
    return refuse(`the event ${eventId} cannot be rebuilt: ${whyGone(row)}`);
  }
  return order([{ eventId, endpointId, eventType: row.eventType, body }], deps);
};

/** Resends all exhausted and dropped deliveries of an endpoint since an instant. */
export const replayFailed = async (
  { endpointId, since }: { readonly endpointId: string; readonly since: string },
  deps: ReplayDeps,
): Promise<Replayed> => {
  const problem = await findProblem(endpointId, deps);
  if (problem !== undefined) return refuse(problem);
  const to = new Date(deps.nowMs()).toISOString();
  const range = { endpointId, from: since, to, states: FAILED_STATES };
  let total: Replayed = { kind: 'queued', count: 0, refused: [] };
  try {
    for await (const entries of pagesOf((startKey) => deps.index.ofEndpoint(range, startKey))) {
      const unreadable: RefusedReplay[] = [];
      const onUnreadable = ({ message: reason }: Error, key: DeliveryKey) =>
        unreadable.push({ ...key, reason });
      const rows = await readDeliveries(entries, deps.deliveries, onUnreadable);
      const { count, refused } = await order(rows.filter(hasFailed).flatMap(toMessage), deps);
      total = {
        ...total,
        count: total.count + count,
        refused: [...total.refused, ...unreadable, ...refused],
      };
    }
  } catch (cause) {
    throw new InterruptedReplayError(total.count, { cause });
  }
  return total;
};

/** Sends a test to an endpoint; it goes the way of every other event. */
export const sendTestEvent = async (endpointId: string, deps: ReplayDeps): Promise<Replayed> => {
  const problem = await findProblem(endpointId, deps);
  if (problem !== undefined) return refuse(problem);
  const test = buildTestEvent(endpointId, new Date(deps.nowMs()).toISOString());
  return order([{ ...test, once: true }], deps);
};

/**
 * Puts deliveries into the queue as one order.
 *
 * The order's id lets the sender distinguish a new order from a duplicate message.
 */
export const order = async (
  deliveries: readonly DeliveryMessage[],
  { queue, newId }: Pick<ReplayDeps, 'queue' | 'newId'>,
): Promise<Extract<Replayed, { kind: 'queued' }>> => {
  const replay = newId();
  const messages = deliveries.map((delivery) => ({ ...delivery, replay }));
  const refused = await queue.send(messages);
  return {
    kind: 'queued',
    count: messages.length - refused.length,
    refused: refused.flatMap(({ index, reason }): RefusedReplay[] => {
      const message = messages[index];
      return message === undefined ? [] : [{ ...keyOf(message), reason }];
    }),
  };
};

/** Says why nothing can be sent to an endpoint; `undefined` where nothing stands in the way. */
export const findProblem = async (
  endpointId: string,
  { endpoints }: Pick<ReplayDeps, 'endpoints'>,
): Promise<string | undefined> => {
  const endpoint = await endpoints.get(endpointId);
  if (endpoint === undefined) return `no endpoint has the id ${endpointId}`;
  return endpoint.state === 'disabled'
    ? `the endpoint ${endpointId} is disabled: enable it first`
    : undefined;
};

const rebuild = async (row: Delivery, deps: ReplayDeps): Promise<string | undefined> => {
  const event = await readEvent(row, deps);
  return event?.id === row.eventId ? event.body : undefined;
};

const readEvent = async (
  { origin, groupOrigin }: Delivery,
  { jobs, entries }: ReplayDeps,
): Promise<AnnouncedEvent | undefined> => {
  if (groupOrigin !== undefined) {
    const entry = await entries.get(groupOrigin);
    return entry && buildGroupEvent(entry);
  }
  if (origin === undefined) return undefined;
  const job = await jobs.read({ vaultArn: origin.vaultArn, jobId: origin.jobId });
  const isRecorded = job !== undefined && job.sequence >= origin.sequence;
  return isRecorded ? buildJobEvent(job, origin.sequence) : undefined;
};

// A version before 0.2.0 records no origin of a group's event.
const whyGone = ({ origin, groupOrigin }: Delivery): string => {
  if (groupOrigin !== undefined) return 'its group is no longer recorded';
  if (origin !== undefined) return 'its job is no longer recorded';
  return 'its delivery has no origin; replay the time range of the event with "events replay"';
};

// A test that failed is over.
const toMessage = ({ eventId, endpointId, eventType, body }: Delivery): DeliveryMessage[] =>
  body === undefined || eventType === 'webhook.test'
    ? []
    : [{ eventId, endpointId, eventType, body }];

const keyOf = ({ eventId, endpointId }: DeliveryKey): DeliveryKey => ({ eventId, endpointId });

const refuse = (reason: string): Replayed => ({ kind: 'refused', reason });
