import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import { feed, isAllDelivered, START_MS } from '../delivery-simulation/feed.ts';
import { startFleet } from '../delivery-simulation/fleet.ts';
import { answerAfter, createReceivers, hangFor } from '../delivery-simulation/receivers.ts';
import { createService, TIMEOUT_MS } from '../delivery-simulation/service.ts';
import { createVirtualTime } from '../delivery-simulation/virtual-time.ts';
import { DEAD, type Measured, measure } from './measure.ts';

const HOUR_MS = 3_600_000;
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
  const service = createService({ time, random, receivers });
  const trusted = { lastSuccessAt: new Date(START_MS - 60_000).toISOString(), answerMs: 40 };
  for (const id of HEALTHY) service.addEndpoint(id, trusted);
  if (scenario.death !== 'none') service.addEndpoint(DEAD, isLate ? trusted : {});
  const sentAt = new Map<string, number>();
  const onSent = (key: string) => void sentAt.set(key, time.nowMs());
  void feed(service, { ...scenario, time, onSent });
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

const countParked = ({ tables }: ReturnType<typeof createService>): number =>
  [...tables.deliveries.values()].filter(({ state }) => state === 'parked').length;
