import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import { dueShardOf } from '../../lambdas/core/delivery/lease.ts';
import { createDeliveriesTable } from '../support/deliveries-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { createDeliveryWorld, type DeliveryWorld } from './delivery-model.ts';
import {
  type Actor,
  type Choose,
  explore,
  type Gate,
  interleave,
  MODEL_TIMEOUT_MS,
  reportExplored,
} from './interleave.ts';

const TABLE = 'model-deliveries';
const HOUR_MS = 3_600_000;
/** How many interleavings of a scene an everyday run plays. */
const SAMPLE = 120;
/** The model's schedule has three waits. */
const LAST_ATTEMPT = 4;
let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createDeliveriesTable(local.client, TABLE);
});
afterAll(() => local.stop());

const atOnce: Gate = () => Promise.resolve();

/** A row whose time has come, in the queue or in the table. */
const aWaitingRow = ({ message, nowMs }: DeliveryWorld, changes: Partial<Delivery>): Delivery => ({
  ...message,
  state: 'retrying',
  attempts: [],
  attemptCount: 1,
  updatedAt: new Date(nowMs - HOUR_MS).toISOString(),
  nextAttemptAt: new Date(nowMs - 1000).toISOString(),
  expireAt: 2_000_000_000,
  ...changes,
});

/** Lets hours pass in which the receiver accepts everything, until nothing waits. */
const calmDown = async (world: DeliveryWorld): Promise<void> => {
  for (let hour = 0; hour < 4; hour += 1) {
    world.nowMs += HOUR_MS;
    for (const message of world.queue.splice(0)) await world.send(atOnce, message);
    await world.redeliver(atOnce);
  }
};

/** A delivery whose last attempt has failed is announced, under one id and in one form. */
const expectGivenUp = async (world: DeliveryWorld): Promise<void> => {
  expect(world.states.map((one) => one?.state)).not.toContain('delivered');
  expect(new Set(world.announced).size).toBe(1);
  expect(world.announced[0]).toContain(world.message.eventId);
  const row = await world.row();
  expect(row?.attemptCount).toBe(LAST_ATTEMPT);
  expect([row?.nextAttemptAt, row?.dueShard]).toStrictEqual([undefined, undefined]);
  expect(world.queue).toStrictEqual([]);
  expectSame(world);
};

const expectSame = ({ arrivals, message }: DeliveryWorld): void => {
  for (const { post } of arrivals) {
    expect(post.body).toBe(message.body);
    expect(post.headers['webhook-id']).toBe(message.eventId);
  }
};

const expectSound = async (world: DeliveryWorld): Promise<void> => {
  const states = world.states.map((row) => row?.state);
  const firstDelivered = states.indexOf('delivered');
  expect(states.slice(firstDelivered).every((state) => state === 'delivered')).toBe(true);
  expect(firstDelivered).not.toBe(-1);
  expect((await world.row())?.nextAttemptAt).toBeUndefined();
  expect(world.queue).toStrictEqual([]);
  expect(world.arrivals.some(({ isAccepted }) => isAccepted)).toBe(true);
  // Whoever has not begun by the time that it is recorded as delivered does not begin any more.
  expect(world.arrivals.filter(({ wasDelivered }) => wasDelivered)).toStrictEqual([]);
  expectSame(world);
};

interface Scene {
  /** Whether the delivery may end as given up. */
  readonly mayGiveUp?: boolean;
  /** The row that is there before, if there is one. */
  readonly row?: (world: DeliveryWorld) => Delivery;
  readonly actors: (world: DeliveryWorld, mayDie: () => boolean) => readonly Actor[];
}

/** Plays a scene in every order of requests, with every answer, and every death of one function. */
const play = (scene: Scene): Promise<number> =>
  explore(async (choose: Choose) => {
    let answers: Choose = choose;
    let mayDie = true;
    const answer = () => (answers(2) === 1 ? 500 : 200);
    const world = createDeliveryWorld({ client: local.client, name: TABLE }, answer);
    const row = scene.row?.(world);
    if (row !== undefined) await world.put(row);
    const die = () => {
      if (!mayDie || choose(2, 0.8) === 0) return false;
      mayDie = false;
      return true;
    };
    await interleave(scene.actors(world, die), choose);
    answers = () => 0;
    await calmDown(world);
    const isGivenUp = scene.mayGiveUp && (await world.row())?.state === 'exhausted';
    await (isGivenUp ? expectGivenUp : expectSound)(world);
  }, SAMPLE);

it(
  'keeps a delivered row, however two senders of one message interleave, fail and die',
  async () => {
    const interleavings = await play({
      actors: (world, mayDie) => [
        (gate) => world.send(gate, world.message, mayDie),
        (gate) => world.send(gate, world.message),
      ],
    });
    reportExplored(`one message twice: ${interleavings} interleavings`);
    expect(interleavings).toBeGreaterThanOrEqual(SAMPLE);
  },
  MODEL_TIMEOUT_MS,
);

it(
  'does so for a delivery that was deferred in the queue and is duplicated',
  async () => {
    const interleavings = await play({
      row: (world) => aWaitingRow(world, {}),
      actors: (world, mayDie) => [
        (gate) => world.send(gate, world.message, mayDie),
        (gate) => world.send(gate, world.message),
      ],
    });
    reportExplored(`a message deferred twice: ${interleavings} interleavings`);
    expect(interleavings).toBeGreaterThanOrEqual(SAMPLE);
  },
  MODEL_TIMEOUT_MS,
);

it(
  'does so for one that waits in the table, with a doubled schedule and a late message',
  async () => {
    const interleavings = await play({
      row: (world) =>
        aWaitingRow(world, { state: 'parked', dueShard: dueShardOf(world.message.eventId) }),
      actors: (world, mayDie) => [
        async (gate) => {
          await world.redeliver(gate, mayDie);
          for (const message of world.queue.splice(0)) await world.send(gate, message);
        },
        (gate) => world.redeliver(gate),
        (gate) => world.send(gate, world.message),
      ],
    });
    reportExplored(`one that waits in the table: ${interleavings} interleavings`);
    expect(interleavings).toBeGreaterThanOrEqual(SAMPLE);
  },
  MODEL_TIMEOUT_MS,
);

it(
  'exhausts and announces a delivery whose last attempt fails, and forgets neither',
  async () => {
    let givenUp = 0;
    const interleavings = await play({
      mayGiveUp: true,
      row: (world) =>
        aWaitingRow(world, {
          state: 'parked',
          attemptCount: LAST_ATTEMPT - 1,
          dueShard: dueShardOf(world.message.eventId),
        }),
      actors: (world, mayDie) => [
        async (gate) => {
          await world.redeliver(gate, mayDie);
          for (const message of world.queue.splice(0)) await world.send(gate, message, mayDie);
          await world.redeliver(gate, mayDie);
          givenUp += world.states.at(-1)?.state === 'exhausted' ? 1 : 0;
        },
        (gate) => world.redeliver(gate),
      ],
    });
    reportExplored(`a last attempt: ${interleavings} interleavings`);
    expect(interleavings).toBeGreaterThanOrEqual(SAMPLE);
    expect(givenUp).toBeGreaterThan(0);
  },
  MODEL_TIMEOUT_MS,
);
