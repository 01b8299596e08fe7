import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import { feed, isAllDelivered, START_MS } from '../delivery-simulation/feed.ts';
import { startFleet } from '../delivery-simulation/fleet.ts';
import {
  type Arrival,
  answerAfter,
  createReceivers,
  hangFor,
} from '../delivery-simulation/receivers.ts';
import { createService, TIMEOUT_MS } from '../delivery-simulation/service.ts';
import { createVirtualTime } from '../delivery-simulation/virtual-time.ts';
import { percentile } from '../report/percentile.ts';

const HOUR_MS = 3_600_000;
/** The endpoint that is dead until an hour after the last event. */
const DEAD = 'dead';

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

/** The result of a scenario. */
export interface Measured {
  /** Of the healthy endpoints' deliveries, from the queue to the receiver. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Before it recovered. */
  readonly attemptsAtDead: number;
  /** Deliveries that waited for the recovery. */
  readonly parked: number;
  /** From the recovery until the last event reached the endpoint. */
  readonly drainedMs: number;
  /** Deliveries that never arrived. */
  readonly missing: number;
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

interface Play {
  readonly arrivals: readonly Arrival[];
  /** When each delivery was sent to the queue, by endpoint and event. */
  readonly sentAt: ReadonlyMap<string, number>;
  readonly recoveryMs: number;
}

/** Measures what reached the receivers. */
const measure = ({ arrivals, sentAt, recoveryMs }: Play): Omit<Measured, 'parked'> => {
  const first = new Map<string, number>();
  for (const { endpointId, eventId, atMs } of arrivals.filter(({ isAccepted }) => isAccepted)) {
    const key = `${endpointId}/${eventId}`;
    first.set(key, Math.min(first.get(key) ?? atMs, atMs));
  }
  const accepted = [...first].map(([key, atMs]) => ({ key, atMs }));
  const isDead = (key: string) => key.startsWith(`${DEAD}/`);
  const delays = accepted
    .filter(({ key }) => !isDead(key))
    .map(({ key, atMs }) => atMs - (sentAt.get(key) ?? 0));
  const late = accepted.filter(({ key }) => isDead(key)).map(({ atMs }) => atMs - recoveryMs);
  return {
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    maxMs: percentile(delays, 1),
    attemptsAtDead: arrivals.filter((one) => one.endpointId === DEAD && !one.isAccepted).length,
    drainedMs: late.reduce((latest, ms) => Math.max(latest, ms), 0),
    missing: sentAt.size - first.size,
  };
};
