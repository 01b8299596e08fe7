import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startFleet } from '../../../bench/delivery-simulation/fleet.ts';
import {
  answerAfter,
  createReceivers,
  hangFor,
} from '../../../bench/delivery-simulation/receivers.ts';
import { createService, type Mortal } from '../../../bench/delivery-simulation/service.ts';
import { createVirtualTime } from '../../../bench/delivery-simulation/virtual-time.ts';
import { orderId } from '../../../lambdas/core/delivery/message.ts';
import { buildTestEvent } from '../../../operations/replay/test-event.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';

const START_MS = Date.parse('2026-03-14T09:00:00.000Z');
const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 20_000;
const SCHEDULE_SECONDS = [5, 300, 1800, 7200];
const FINAL = ['delivered', 'exhausted', 'dropped'];
/** Every receiver refuses about a third of the events by themselves. */
const isRefused = (eventId: string) => eventId.charCodeAt(8) % 3 === 0;

/** How one endpoint behaves: the share of failures, when that ends, and how it fails. */
const manner = fc.record({
  failing: fc.constantFrom(0, 0.2, 0.9, 1),
  recoversAfterHours: fc.constantFrom(0.1, 2, 1000),
  failure: fc.constantFrom(500, 429, 410, 'hangs' as const),
});

const play = fc.record({
  seed: fc.integer(),
  manners: fc.array(manner, { minLength: 1, maxLength: 3 }),
  events: fc.integer({ min: 1, max: 25 }),
  kills: fc.integer({ min: 0, max: 25 }),
  repeats: fc.integer({ min: 0, max: 20 }),
  orders: fc.integer({ min: 0, max: 12 }),
});

const runPlay = async (input: typeof play extends fc.Arbitrary<infer Play> ? Play : never) => {
  const time = createVirtualTime(START_MS);
  const random = createRandom(input.seed);
  const ids = input.manners.map((_, n) => `ep-${n}`);
  const receivers = createReceivers(time, (endpointId, eventId) => {
    if (isRefused(eventId)) return answerAfter(50, 400);
    const { failing, recoversAfterHours, failure } = input.manners[ids.indexOf(endpointId)]!;
    const isOver = time.nowMs() > START_MS + recoversAfterHours * HOUR_MS;
    if (isOver || random() >= failing) return answerAfter(300 * random(), 200);
    return failure === 'hangs' ? hangFor(TIMEOUT_MS) : answerAfter(300 * random(), failure);
  });
  const service = createService({
    time,
    random,
    receivers,
    scheduleSeconds: SCHEDULE_SECONDS,
    timeoutMs: TIMEOUT_MS,
    disableAfterMs: 6 * HOUR_MS,
    requestMs: () => 20 * random(),
  });
  for (const id of ids) service.addEndpoint(id);
  const bodies = new Map<string, string>();
  const ordered: { readonly endpointId: string; readonly eventId: string }[] = [];
  const runs: Mortal[] = [];
  void service.startSchedule((run) => runs.push(run));
  const fleet = startFleet(service, 3);
  const done = Promise.all([
    repeat(input.events, async (n) => {
      const event = buildTestEvent('all', new Date(START_MS + n).toISOString());
      bodies.set(event.eventId, event.body);
      await service.queue.send(ids.map((endpointId) => ({ ...event, endpointId })));
      await time.sleep(random() * 240_000);
    }),
    repeat(input.kills, async () => {
      await time.sleep(random() * 120_000);
      fleet.kill(random);
      for (const run of runs.splice(0)) run.isAlive = random() < 0.5;
    }),
    repeat(input.repeats, async () => {
      await time.sleep(random() * 120_000);
      service.queue.repeat(`m${1 + Math.floor(random() * input.events * ids.length)}`);
    }),
    repeat(input.orders, async () => {
      await time.sleep(random() * 180_000);
      const [eventId, body] = pick([...bodies], random) ?? ['', ''];
      const endpointId = pick(ids, random) ?? '';
      const replay = orderId(time.nowMs(), String(random()));
      ordered.push({ endpointId, eventId });
      await service.queue.send([{ eventId, endpointId, eventType: 'webhook.test', body, replay }]);
    }),
  ]);
  let isFed = false;
  void done.then(() => {
    isFed = true;
  });
  const rows = () => [...service.tables.deliveries.values()];
  const isOver = () =>
    isFed && service.queue.size() === 0 && rows().every(({ state }) => FINAL.includes(state));
  await time.runUntil(START_MS + 20 * 24 * HOUR_MS, isOver);
  await time.runUntil(time.nowMs() + 300_000);
  return { rows: rows(), ids, bodies, receivers, service, ordered };
};

const repeat = async (times: number, act: (n: number) => Promise<void>) => {
  for (let n = 0; n < times; n += 1) await act(n);
};

const pick = <One>(some: readonly One[], random: () => number): One | undefined =>
  some[Math.floor(random() * some.length)];

type Played = Awaited<ReturnType<typeof runPlay>>;

const pairOf = ({ endpointId, eventId }: { endpointId: string; eventId: string }) =>
  `${endpointId}/${eventId}`;

/** Endpoints that have never taken anything and never will: they get their one prober and no more. */
const hopeless = (manners: readonly { failing: number; recoversAfterHours: number }[]) =>
  manners.flatMap(({ failing, recoversAfterHours }, n) =>
    failing === 1 && recoversAfterHours === 1000 ? [`ep-${n}`] : [],
  );

const deliveredInVain = ({ rows, receivers }: Played) => {
  const accepted = new Set(receivers.arrivals.filter((one) => one.isAccepted).map(pairOf));
  return rows.filter((row) => row.state === 'delivered' && !accepted.has(pairOf(row)));
};

/** The refused events that were sent more often than schedules, crashes and doubled messages explain. */
const attemptedTooOften = (
  { receivers, ordered }: Played,
  { kills, repeats }: { readonly kills: number; readonly repeats: number },
) => {
  const count = (some: readonly { endpointId: string; eventId: string }[], pair: string) =>
    some.filter((one) => pairOf(one) === pair).length;
  const ofSchedule = SCHEDULE_SECONDS.length + 1;
  const refused = receivers.arrivals.filter(({ eventId }) => isRefused(eventId));
  return [...new Set(refused.map(pairOf))].filter(
    (pair) => count(refused, pair) > ofSchedule * (1 + count(ordered, pair)) + kills + repeats,
  );
};

const unnotified = ({ rows, service }: Played) => {
  const notified = new Set(
    service.published.map(({ type, body }) => {
      const { data } = JSON.parse(body) as { data: { endpointId: string; eventId?: string } };
      return `${type} ${data.endpointId} ${data.eventId ?? ''}`;
    }),
  );
  const exhausted = rows
    .filter(({ state }) => state === 'exhausted')
    .map((row) => `webhook.delivery.exhausted ${row.endpointId} ${row.eventId}`);
  const disabled = [...service.tables.endpoints.values()]
    .filter(({ state }) => state === 'disabled')
    .map(({ endpointId }) => `webhook.endpoint.disabled ${endpointId} `);
  return [...exhausted, ...disabled].filter((text) => !notified.has(text));
};

it('whatever crashes, repeats, fails or is replayed: every delivery ends, and repeats are the same', async () => {
  await fc.assert(
    fc.asyncProperty(play, async (input) => {
      const played = await runPlay(input);
      const { rows, ids, bodies, receivers, service } = played;
      expect(rows).toHaveLength(input.events * ids.length);
      expect(rows.filter(({ state }) => !FINAL.includes(state))).toStrictEqual([]);
      expect(deliveredInVain(played)).toStrictEqual([]);
      expect(service.queue.dead).toStrictEqual([]);
      expect(attemptedTooOften(played, input)).toStrictEqual([]);
      const altered = receivers.arrivals.filter((one) => one.body !== bodies.get(one.eventId));
      expect(altered).toStrictEqual([]);
      expect(unnotified(played)).toStrictEqual([]);
      for (const id of hopeless(input.manners)) {
        expect(receivers.mostOpen.get(id) ?? 0).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
