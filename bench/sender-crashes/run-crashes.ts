import { buildTestEvent } from '../../lambdas/core/replay-test-event.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/settings.ts';
import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import { startFleet } from '../delivery-simulation/fleet.ts';
import { type Arrival, answerAfter, createReceivers } from '../delivery-simulation/receivers.ts';
import { createService } from '../delivery-simulation/service.ts';
import { createVirtualTime } from '../delivery-simulation/virtual-time.ts';

const START_MS = Date.parse('2026-03-14T09:00:00.000Z');
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

/** What came of it. */
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
  const service = createService({
    time,
    random,
    receivers,
    scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
    timeoutMs: 20_000,
    disableAfterMs: 5 * DAY_MS,
    requestMs: () => 1 + 4 * random(),
  });
  for (const id of ENDPOINTS) service.addEndpoint(id);
  const bodies = new Map<string, string>();
  const fleet = startFleet(service, play.copies);
  void service.startSchedule();
  void feed(play, { time, service, bodies });
  const spanMs = (play.deliveries / ENDPOINTS.length / PER_SECOND) * 1000;
  let kills = 0;
  const killer = async () => {
    while (kills < play.kills) {
      await time.sleep((2 * random() * spanMs) / play.kills);
      if (fleet.kill(random)) kills += 1;
    }
  };
  void killer();
  await time.runUntil(START_MS + 3 * DAY_MS, () => kills === play.kills && isOver(service, play));
  const { arrivals } = receivers;
  return {
    kills,
    ...compare(arrivals, bodies),
    deadLetters: service.queue.dead.length,
    tookMs: time.nowMs() - START_MS,
  };
};

type Service = ReturnType<typeof createService>;

const isOver = ({ tables, queue }: Service, { deliveries }: CrashPlay): boolean =>
  queue.size() === 0 &&
  tables.deliveries.size === deliveries &&
  [...tables.deliveries.values()].every(({ state }) => state === 'delivered');

interface Feed {
  readonly time: ReturnType<typeof createVirtualTime>;
  readonly service: Service;
  readonly bodies: Map<string, string>;
}

const feed = async (play: CrashPlay, { time, service, bodies }: Feed): Promise<void> => {
  for (let sent = 0; sent < play.deliveries / ENDPOINTS.length; sent += 1) {
    const event = buildTestEvent('all', new Date(START_MS + sent).toISOString());
    const deliveries = ENDPOINTS.map((endpointId) => ({ ...event, endpointId }));
    for (const { endpointId } of deliveries)
      bodies.set(`${endpointId}/${event.eventId}`, event.body);
    await service.queue.send(deliveries);
    await time.sleep(1000 / PER_SECOND);
  }
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
