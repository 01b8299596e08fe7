import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { createDynamoDeliveries } from '../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoDeliveryIndex } from '../../lambdas/adapters/dynamo/delivery-index.ts';
import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import { dueShardOf } from '../../lambdas/core/delivery/lease.ts';
import type { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import type { DeliveryStore, WebhookPost } from '../../lambdas/core/delivery/ports.ts';
import { createRedeliver } from '../../lambdas/redeliver/handler.ts';
import { createSender } from '../../lambdas/sender/handler.ts';
import { createEndpointsTable } from '../../simulation/ports/endpoints-table.ts';
import { createFakeLog, createFakeMetrics } from '../support/fake-telemetry.ts';
import { answered, aRecord, HEALTHY, SECRET } from '../support/sender-world.ts';
import type { Gate } from './interleave.ts';

/** Says whether the function dies at this point. */
export type MayDie = () => boolean;

class Death extends Error {}

/** A POST as the receiver saw it, with its answer. */
interface Arrival {
  readonly post: WebhookPost;
  readonly isAccepted: boolean;
  /** Whether the row already said `delivered` when the POST was begun. */
  readonly wasDelivered: boolean;
}

let runs = 0;

/** One delivery on a real table, with senders and redeliver that can be stopped at every request. */
export const createDeliveryWorld = (
  { client, name }: { readonly client: DynamoDBClient; readonly name: string },
  answer: () => number,
) => {
  runs += 1;
  const eventId = `evt_model${runs}`;
  const message: DeliveryMessage = {
    eventId,
    endpointId: 'ep_1',
    eventType: 'glacier.job.succeeded',
    body: JSON.stringify({ id: eventId }),
  };
  const store = createDynamoDeliveries(client, name);
  const table = createEndpointsTable([HEALTHY]);
  const world = {
    message,
    nowMs: Date.parse('2026-03-14T09:26:54.000Z'),
    /** What is in the queue. */
    queue: [] as DeliveryMessage[],
    states: [] as (Delivery | undefined)[],
    arrivals: [] as Arrival[],
    /** The bodies of the published operator events. */
    announced: [] as string[],
    put: (row: Delivery) => store.record(row, undefined),
    row: () => store.get(message),
  };
  const endpoints = {
    ...table,
    recent: table.current,
    list: () => Promise.resolve([...table.rows.values()]),
  };
  const behind = (step: Gate): DeliveryStore => ({
    get: async (key) => {
      await step();
      return store.get(key);
    },
    record: async (row, previous) => {
      await step();
      const isRecorded = await store.record(row, previous);
      world.states.push(await world.row());
      return isRecorded;
    },
  });
  const common = {
    endpoints,
    scheduleSeconds: [5, 300, 1800],
    nowMs: () => world.nowMs,
    log: createFakeLog(),
    metrics: createFakeMetrics(),
  };
  const stepOf = (gate: Gate, mayDie: MayDie) => async () => {
    await gate();
    if (mayDie()) throw new Death('killed');
  };
  const senderOf = (step: Gate) =>
    createSender({
      ...common,
      deliveries: behind(step),
      secrets: {
        get: () =>
          Promise.resolve({
            endpointId: 'ep_1',
            url: 'https://receiver.test/hook',
            headers: {},
            secrets: [{ secret: SECRET, createdAt: '2026-01-01T00:00:00.000Z' }],
          }),
      },
      poster: {
        post: async (post) => {
          const wasDelivered = world.states.at(-1)?.state === 'delivered';
          await step();
          const statusCode = answer();
          world.arrivals.push({ post, isAccepted: statusCode === 200, wasDelivered });
          return answered(statusCode);
        },
      },
      queue: { delay: () => step() },
      timeoutMs: 20_000,
      disableAfterMs: 120 * 3_600_000,
      random: () => 0.5,
      remainingMs: () => 40_000,
    });
  const shard = dueShardOf(eventId);
  const index = createDynamoDeliveryIndex(client, name);
  return Object.assign(world, {
    /** Handles a received message; one that is not done comes back. */
    send: async (gate: Gate, received: DeliveryMessage, mayDie: MayDie = () => false) => {
      const send = senderOf(stepOf(gate, mayDie));
      const event = { Records: [aRecord(JSON.stringify(received))] } as unknown as SQSEvent;
      const [settled] = await send(event);
      if (settled?.status !== 'fulfilled' || settled.value !== 'done') world.queue.push(received);
      if (settled?.status === 'rejected' && !(settled.reason instanceof Death)) {
        throw settled.reason;
      }
    },
    /** Runs redeliver once; should it die, the next run does its work. */
    redeliver: async (gate: Gate, mayDie: MayDie = () => false) => {
      const step = stepOf(gate, mayDie);
      const redeliver = createRedeliver({
        ...common,
        deliveries: behind(step),
        onUnreadable: (error) => common.log.error('delivery.unreadable', error),
        index: {
          ...index,
          due: async (of, at, startKey) =>
            of === shard ? onlyOf(eventId, await index.due(of, at, startKey)) : { entries: [] },
        },
        queue: {
          send: async (messages) => {
            await step();
            world.queue.push(...messages);
            return [];
          },
        },
        topic: {
          publish: async ({ body }) => {
            await step();
            world.announced.push(body);
          },
        },
      });
      await redeliver(() => false).catch((error: AggregateError) => {
        if (!error.errors.every((one) => one instanceof Death)) throw error;
      });
    },
  });
};

/** One table serves all runs, each of which sees its own rows. */
const onlyOf = <Entry extends { readonly eventId: string }>(
  eventId: string,
  { entries }: { readonly entries: readonly Entry[] },
) => ({ entries: entries.filter((entry) => entry.eventId === eventId) });

/** See {@link createDeliveryWorld}. */
export type DeliveryWorld = ReturnType<typeof createDeliveryWorld>;
