import { expect, it } from 'vitest';
import { readDeployment } from '../../../simulation/functions/deployment.ts';
import {
  type Arrival,
  answerAfter,
  type ChooseManner,
} from '../../../simulation/ports/receivers.ts';
import { createWorld, START_MS } from '../../../simulation/world.ts';
import { startDeliveries } from '../../simulation/start-deliveries.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const deployment = readDeployment({ webhooks: { maxConcurrency: 3 } });

/** A service with one endpoint, whose answers depend on the time since the start and the event. */
const aService = (
  answer: (afterMs: number, eventId: string) => ReturnType<ChooseManner>,
  lastSuccessMs: number,
) => {
  const arrivals: Arrival[] = [];
  const world = createWorld({ seed: 3, faultRate: 0, requestMs: () => 5 });
  const { time } = world;
  const { service, sender, send } = startDeliveries({
    world,
    deployment,
    endpoints: [{ endpointId: 'ep-0', lastSuccessAt: new Date(lastSuccessMs).toISOString() }],
    choose: (_, eventId) => answer(time.nowMs() - START_MS, eventId),
    listener: { onArrival: (arrival) => void arrivals.push(arrival) },
  });
  const sendOne = (eventId: string) =>
    send([{ eventId, endpointId: 'ep-0', eventType: 't', body: '{}' }]);
  const sendEach = async (count: number, everyMs: number) => {
    for (let n = 0; n < count; n += 1) {
      sendOne(`evt_${n}`);
      await time.sleep(everyMs);
    }
  };
  const rows = () => [...service.deliveries.rows.values()];
  const notDelivered = () => rows().filter(({ state }) => state !== 'delivered');
  return { time, sender, arrivals, sendOne, sendEach, rows, notDelivered };
};

it('delivers what was parked behind a prober that succeeded within two minutes', async () => {
  const world = aService(() => answerAfter(50, 200), START_MS - 2 * HOUR_MS);
  for (const eventId of ['evt_a', 'evt_b', 'evt_c']) world.sendOne(eventId);
  // The senders die with their batches, which are received again after the visibility timeout.
  world.time.after(5, () => {
    for (const copy of world.sender.busy) copy.kill();
  });
  await world.time.runUntil(START_MS + 6 * MINUTE_MS);
  expect(world.rows()).toHaveLength(3);
  expect(world.notDelivered()).toStrictEqual([]);
});

it('sends after a recovery what has probed and failed, together with what is parked', async () => {
  const outageMs = 24 * HOUR_MS;
  const world = aService((afterMs) => answerAfter(50, afterMs < outageMs ? 503 : 200), START_MS);
  void world.sendEach(5, HOUR_MS / 5);
  const isNoticed = () => world.arrivals.some(({ isAccepted }) => isAccepted);
  await world.time.runUntil(START_MS + 100 * HOUR_MS, isNoticed);
  await world.time.runUntil(world.time.nowMs() + 5 * MINUTE_MS);
  expect(isNoticed()).toBe(true);
  expect(world.notDelivered()).toStrictEqual([]);
});

it('keeps an event that its endpoint alone refuses to its own schedule', async () => {
  const world = aService(
    (_, eventId) => answerAfter(50, eventId === 'evt_3' ? 400 : 200),
    START_MS,
  );
  void world.sendEach(240, MINUTE_MS);
  await world.time.runUntil(START_MS + 4 * HOUR_MS);
  const refused = world.arrivals.filter(({ eventId }) => eventId === 'evt_3');
  // At once, and after 5 seconds, 5 minutes, 30 minutes and 2 hours.
  expect(refused).toHaveLength(5);
});
