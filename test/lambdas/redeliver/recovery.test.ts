import { expect, it } from 'vitest';
import { startFleet } from '../../../bench/delivery-simulation/fleet.ts';
import {
  answerAfter,
  createReceivers,
  type Manner,
} from '../../../bench/delivery-simulation/receivers.ts';
import { createService } from '../../../bench/delivery-simulation/service.ts';
import { createVirtualTime } from '../../../bench/delivery-simulation/virtual-time.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../../lambdas/core/function/settings.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';

const START_MS = Date.parse('2026-03-14T09:00:00.000Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A service with one endpoint, whose answers depend on the time since the start and the event. */
const aService = (answer: (afterMs: number, eventId: string) => Manner, lastSuccessMs: number) => {
  const time = createVirtualTime(START_MS);
  const random = createRandom(3);
  const receivers = createReceivers(time, (_, eventId) => answer(time.nowMs() - START_MS, eventId));
  const service = createService({
    time,
    random,
    receivers,
    scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
    timeoutMs: 20_000,
    disableAfterMs: 120 * HOUR_MS,
    requestMs: () => 5,
  });
  service.addEndpoint('ep-0', { lastSuccessAt: new Date(lastSuccessMs).toISOString() });
  void service.startSchedule();
  const sendEach = async (count: number, everyMs: number) => {
    for (let n = 0; n < count; n += 1) {
      const eventId = `evt_${n}`;
      await service.queue.send([{ eventId, endpointId: 'ep-0', eventType: 't', body: '{}' }]);
      await time.sleep(everyMs);
    }
  };
  const notDelivered = () =>
    [...service.tables.deliveries.values()].filter(({ state }) => state !== 'delivered');
  return {
    time,
    random,
    receivers,
    service,
    fleet: startFleet(service, 3),
    sendEach,
    notDelivered,
  };
};

it('delivers what was parked behind a prober that succeeded within two minutes', async () => {
  const world = aService(() => answerAfter(50, 200), START_MS - 2 * HOUR_MS);
  await world.service.queue.send(
    ['evt_a', 'evt_b', 'evt_c'].map((eventId) => ({
      eventId,
      endpointId: 'ep-0',
      eventType: 't',
      body: '{}',
    })),
  );
  // The sender dies with the batch, which is received again after its visibility timeout.
  void world.time.sleep(5).then(() => world.fleet.kill(() => 0));
  await world.time.runUntil(START_MS + 6 * MINUTE_MS);
  expect(world.service.tables.deliveries.size).toBe(3);
  expect(world.notDelivered()).toStrictEqual([]);
});

it('sends after a recovery what has probed and failed, together with what is parked', async () => {
  const outageMs = 24 * HOUR_MS;
  const world = aService((afterMs) => answerAfter(50, afterMs < outageMs ? 503 : 200), START_MS);
  void world.sendEach(5, HOUR_MS / 5);
  const isNoticed = () => world.receivers.arrivals.some(({ isAccepted }) => isAccepted);
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
  const refused = world.receivers.arrivals.filter(({ eventId }) => eventId === 'evt_3');
  // At once, and after 5 seconds, 5 minutes, 30 minutes and 2 hours.
  expect(refused).toHaveLength(5);
});
