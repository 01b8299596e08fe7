import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { readDeployment } from '../../simulation/functions/deployment.ts';
import { killOne, startDeliveries } from '../../simulation/functions/start-deliveries.ts';
import { type Arrival, answerAfter } from '../../simulation/ports/receivers.ts';
import { createWorld, START_MS } from '../../simulation/world.ts';

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
  const arrivals: Arrival[] = [];
  const world = createWorld({ seed: play.seed, faultRate: 0 });
  const { time, random } = world;
  const { service, sender, send, isOver } = startDeliveries({
    world,
    deployment: readDeployment({ webhooks: { maxConcurrency: play.copies } }),
    endpoints: ENDPOINTS.map((endpointId) => ({ endpointId })),
    choose: () => answerAfter(20 + 180 * random(), random() < play.failures ? 500 : 200),
    listener: { onArrival: (arrival) => void arrivals.push(arrival) },
  });
  const spanMs = ((play.deliveries / ENDPOINTS.length) * 1000) / PER_SECOND;
  let kills = 0;
  const killAll = async () => {
    while (kills < play.kills) {
      await time.sleep((2 * random() * spanMs) / play.kills);
      if (killOne(sender.busy, random)) kills += 1;
    }
  };
  void killAll();
  const bodies = new Map<string, string>();
  for (let sent = 0; sent < play.deliveries / ENDPOINTS.length; sent += 1) {
    const event = buildTestEvent('all', new Date(START_MS + sent).toISOString());
    for (const id of ENDPOINTS) bodies.set(`${id}/${event.eventId}`, event.body);
    send(ENDPOINTS.map((endpointId) => ({ ...event, endpointId })));
    await time.runUntil(time.nowMs() + 1000 / PER_SECOND);
  }
  await time.runUntil(START_MS + 3 * DAY_MS, () => kills === play.kills && isOver(['delivered']));
  return {
    kills,
    ...compare(arrivals, bodies),
    deadLetters: service.deliveryQueue.dead.length,
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
