import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import { feed, isAllDelivered, START_MS } from '../delivery-simulation/feed.ts';
import { startFleet } from '../delivery-simulation/fleet.ts';
import { type Arrival, answerAfter, createReceivers } from '../delivery-simulation/receivers.ts';
import { createService } from '../delivery-simulation/service.ts';
import { createVirtualTime } from '../delivery-simulation/virtual-time.ts';

const DAY_MS = 86_400_000;
const ENDPOINTS = ['a', 'b', 'c', 'd', 'e'];
const PER_SECOND = 20;

/** What is played. */
export interface CrashPlay {
  readonly deliveries: number;
  readonly kills: number;
  readonly copies: number;
  /** The share of POSTs that a receiver answers with 500. */
  readonly failures: number;
  readonly seed: number;
}

/** Its result. */
export interface CrashResult {
  readonly kills: number;
  /** Of those, while a POST was on its way or its outcome not recorded yet. */
  readonly repeats: number;
  readonly missing: number;
  /** Accepted POSTs whose id came with other bytes than before. */
  readonly altered: number;
  readonly deadLetters: number;
  /** From the start until everything was recorded as delivered. */
  readonly tookMs: number;
}

/** Sends deliveries while copies of the sender are killed in the middle of what they do. */
export const runCrashes = async (play: CrashPlay): Promise<CrashResult> => {
  const time = createVirtualTime(START_MS);
  const random = createRandom(play.seed);
  const receivers = createReceivers(time, () =>
    answerAfter(20 + 180 * random(), random() < play.failures ? 500 : 200),
  );
  const service = createService({ time, random, receivers });
  for (const id of ENDPOINTS) service.addEndpoint(id);
  const bodies = new Map<string, string>();
  const fleet = startFleet(service, play.copies);
  void service.startSchedule();
  const events = play.deliveries / ENDPOINTS.length;
  const onSent = (key: string, body: string) => void bodies.set(key, body);
  void feed(service, { time, events, perSecond: PER_SECOND, onSent });
  const spanMs = (events / PER_SECOND) * 1000;
  let kills = 0;
  const killer = async () => {
    while (kills < play.kills) {
      await time.sleep((2 * random() * spanMs) / play.kills);
      if (fleet.kill(random)) kills += 1;
    }
  };
  void killer();
  const isOver = () =>
    kills === play.kills &&
    service.tables.deliveries.size === play.deliveries &&
    isAllDelivered(service);
  await time.runUntil(START_MS + 3 * DAY_MS, isOver);
  const { arrivals } = receivers;
  return {
    kills,
    ...compare(arrivals, bodies),
    deadLetters: service.queue.dead.length,
    tookMs: time.nowMs() - START_MS,
  };
};

const compare = (arrivals: readonly Arrival[], bodies: ReadonlyMap<string, string>) => {
  const accepted = arrivals.filter(({ isAccepted }) => isAccepted);
  const seen = new Set(accepted.map(({ endpointId, eventId }) => `${endpointId}/${eventId}`));
  return {
    repeats: accepted.length - seen.size,
    missing: [...bodies.keys()].filter((key) => !seen.has(key)).length,
    altered: arrivals.filter(
      ({ endpointId, eventId, body }) => bodies.get(`${endpointId}/${eventId}`) !== body,
    ).length,
  };
};
