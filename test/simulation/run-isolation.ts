import { percentile } from '../../bench/report/percentile.ts';
import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { readDeployment } from '../../simulation/functions/deployment.ts';
import { type Arrival, answerAfter, HANGS } from '../../simulation/ports/receivers.ts';
import { createWorld, START_MS } from '../../simulation/world.ts';
import { startDeliveries } from './start-deliveries.ts';

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
  const { death, seed, copies } = scenario;
  const spanMs = (scenario.events / scenario.perSecond) * 1000;
  const recoveryMs = START_MS + spanMs + HOUR_MS;
  const isLate = death.endsWith('-later');
  const diesMs = isLate ? START_MS + spanMs / 3 : START_MS;
  const trusted = { lastSuccessAt: new Date(START_MS - 60_000).toISOString(), answerMs: 40 };
  const healthy = HEALTHY.map((endpointId) => ({ endpointId, ...trusted }));
  const dead = { endpointId: DEAD, ...(isLate && trusted) };
  const arrivals: TimedArrival[] = [];
  const world = createWorld({
    seed,
    faultRate: 0,
    requestMs: (_, draw) => 1 + 4 * draw(),
  });
  const { time, random } = world;
  const { service, send, isOver } = startDeliveries({
    world,
    deployment: readDeployment({ webhooks: { maxConcurrency: copies } }),
    endpoints: death === 'none' ? healthy : [...healthy, dead],
    choose: (endpointId) => {
      const isDead = endpointId === DEAD && time.nowMs() >= diesMs && time.nowMs() < recoveryMs;
      return isDead ? dieAs(death) : answerAfter(20 + 40 * random(), 200);
    },
    listener: { onArrival: (one) => void arrivals.push({ ...one, atMs: time.nowMs() }) },
  });
  const sentAt = new Map<string, number>();
  for (let sent = 0; sent < scenario.events; sent += 1) {
    const event = buildTestEvent('all', new Date(START_MS + sent).toISOString());
    for (const endpointId of service.endpoints.rows.keys()) {
      sentAt.set(`${endpointId}/${event.eventId}`, time.nowMs());
      send([{ ...event, endpointId }]);
    }
    await time.runUntil(START_MS + ((sent + 1) / scenario.perSecond) * 1000);
  }
  await time.runUntil(recoveryMs);
  const rows = [...service.deliveries.rows.values()];
  const parked = rows.filter(({ state }) => state === 'parked').length;
  await time.runUntil(recoveryMs + 24 * HOUR_MS, () => isOver(['delivered']));
  return { ...measure({ arrivals, sentAt, recoveryMs }), parked };
};

const dieAs = (death: Scenario['death']) => {
  if (death.startsWith('hangs')) return HANGS;
  return death === 'answers-429' ? answerAfter(30, 429, '300') : answerAfter(30, 500);
};

interface TimedArrival extends Arrival {
  readonly atMs: number;
}

interface Play {
  readonly arrivals: readonly TimedArrival[];
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
