import { buildTestEvent } from '../../lambdas/core/replay-test-event.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/settings.ts';
import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import { startFleet } from '../delivery-simulation/fleet.ts';
import { answerAfter, createReceivers, hangFor } from '../delivery-simulation/receivers.ts';
import { createService } from '../delivery-simulation/service.ts';
import { createVirtualTime } from '../delivery-simulation/virtual-time.ts';
import { DEAD, type Measured, measure } from './measure.ts';

const START_MS = Date.parse('2026-03-14T09:00:00.000Z');
const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 20_000;
const HEALTHY = Array.from({ length: 9 }, (_, n) => `healthy-${n + 1}`);

/** How the tenth endpoint is dead; `none` leaves it out, the last two let it take a third of the events first. */
export const DEATHS = [
  'none',
  'hangs',
  'answers-500',
  'answers-429',
  'hangs-later',
  'answers-500-later',
] as const;

/** What is measured. */
export interface Scenario {
  readonly death: (typeof DEATHS)[number];
  readonly events: number;
  readonly perSecond: number;
  readonly copies: number;
  readonly seed: number;
}

/** Sends every event to nine healthy endpoints and a dead one, which then recovers. */
export const runScenario = async (scenario: Scenario): Promise<Measured> => {
  const time = createVirtualTime(START_MS);
  const random = createRandom(scenario.seed);
  const spanMs = (scenario.events / scenario.perSecond) * 1000;
  const recoveryMs = START_MS + spanMs + HOUR_MS;
  const isLate = scenario.death.endsWith('-later');
  const diesMs = isLate ? START_MS + spanMs / 3 : START_MS;
  const receivers = createReceivers(time, (endpointId) => {
    const isDead = endpointId === DEAD && time.nowMs() >= diesMs && time.nowMs() < recoveryMs;
    return isDead ? dieAs(scenario.death) : answerAfter(20 + 40 * random(), 200);
  });
  const service = createService({
    time,
    random,
    receivers,
    scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
    timeoutMs: TIMEOUT_MS,
    disableAfterMs: 120 * HOUR_MS,
    requestMs: () => 1 + 4 * random(),
  });
  const trusted = { lastSuccessAt: new Date(START_MS - 60_000).toISOString(), answerMs: 40 };
  for (const id of HEALTHY) service.addEndpoint(id, trusted);
  if (scenario.death !== 'none') service.addEndpoint(DEAD, isLate ? trusted : {});
  const sentAt = new Map<string, number>();
  void feed(scenario, { time, service, sentAt });
  void service.startSchedule();
  startFleet(service, scenario.copies);
  await time.runUntil(recoveryMs);
  const parked = countParked(service);
  await time.runUntil(recoveryMs + 24 * HOUR_MS, () => isAllDelivered(service));
  return { ...measure({ arrivals: receivers.arrivals, sentAt, recoveryMs }), parked };
};

const dieAs = (death: Scenario['death']) => {
  if (death.startsWith('hangs')) return hangFor(TIMEOUT_MS);
  return death === 'answers-429' ? answerAfter(30, 429, '300') : answerAfter(30, 500);
};

type Service = ReturnType<typeof createService>;

const countParked = ({ tables }: Service): number =>
  [...tables.deliveries.values()].filter(({ state }) => state === 'parked').length;

const isAllDelivered = ({ tables, queue }: Service): boolean =>
  queue.size() === 0 && [...tables.deliveries.values()].every(({ state }) => state === 'delivered');

interface Feed {
  readonly time: ReturnType<typeof createVirtualTime>;
  readonly service: Service;
  readonly sentAt: Map<string, number>;
}

const feed = async (scenario: Scenario, { time, service, sentAt }: Feed): Promise<void> => {
  const endpointIds = [...service.tables.endpoints.keys()];
  for (let sent = 0; sent < scenario.events; sent += 1) {
    const event = buildTestEvent('all', new Date(START_MS + sent).toISOString());
    const deliveries = endpointIds.map((endpointId) => ({ ...event, endpointId }));
    for (const { endpointId } of deliveries) {
      sentAt.set(`${endpointId}/${event.eventId}`, time.nowMs());
    }
    await service.queue.send(deliveries);
    await time.sleep(1000 / scenario.perSecond);
  }
};
