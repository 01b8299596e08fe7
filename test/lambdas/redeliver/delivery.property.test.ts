import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DeliveryMessage, orderId } from '../../../lambdas/core/delivery/message.ts';
import type { OperatorEvent } from '../../../lambdas/core/delivery/operator-event.ts';
import { buildTestEvent } from '../../../operations/replay/test-event.ts';
import { readDeployment } from '../../../simulation/functions/deployment.ts';
import { type Arrival, answerAfter, HANGS } from '../../../simulation/ports/receivers.ts';
import { createWorld, START_MS } from '../../../simulation/world.ts';
import { startDeliveries } from '../../simulation/start-deliveries.ts';

const HOUR_MS = 3_600_000;
const SCHEDULE_SECONDS = [5, 300, 1800, 7200];
const FINAL = ['delivered', 'exhausted', 'dropped'] as const;
const deployment = readDeployment({
  webhooks: { retryScheduleSeconds: SCHEDULE_SECONDS, disableAfterHours: 6, maxConcurrency: 3 },
});
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
  const ids = input.manners.map((_, n) => `ep-${n}`);
  const arrivals: Arrival[] = [];
  const published: OperatorEvent[] = [];
  const world = createWorld({ seed: input.seed, faultRate: 0 });
  const { time, random } = world;
  const deliveries = startDeliveries({
    world,
    deployment,
    endpoints: ids.map((endpointId) => ({ endpointId })),
    choose: (endpointId, eventId) => {
      if (isRefused(eventId)) return answerAfter(50, 400);
      const { failing, recoversAfterHours, failure } = input.manners[ids.indexOf(endpointId)]!;
      const isOver = time.nowMs() > START_MS + recoversAfterHours * HOUR_MS;
      if (isOver || random() >= failing) return answerAfter(300 * random(), 200);
      return failure === 'hangs' ? HANGS : answerAfter(300 * random(), failure);
    },
    listener: {
      onArrival: (arrival) => void arrivals.push(arrival),
      onOperatorEvent: (event) => void published.push(event),
    },
  });
  const { service, sender, redeliver } = deliveries;
  const bodies = new Map<string, string>();
  const sent: DeliveryMessage[] = [];
  const ordered: { readonly endpointId: string; readonly eventId: string }[] = [];
  const send = (messages: readonly DeliveryMessage[]) => {
    sent.push(...messages);
    deliveries.send(messages);
  };
  const done = Promise.all([
    repeat(input.events, async (n) => {
      const event = buildTestEvent('all', new Date(START_MS + n).toISOString());
      bodies.set(event.eventId, event.body);
      send(ids.map((endpointId) => ({ ...event, endpointId })));
      await time.sleep(random() * 240_000);
    }),
    repeat(input.kills, async () => {
      await time.sleep(random() * 120_000);
      pick([...sender.busy], random)?.kill();
      for (const run of redeliver.busy) if (random() < 0.5) run.kill();
    }),
    repeat(input.repeats, async () => {
      await time.sleep(random() * 120_000);
      deliveries.send([pick(sent, random)!]);
    }),
    repeat(input.orders, async () => {
      await time.sleep(random() * 180_000);
      const [eventId, body] = pick([...bodies], random)!;
      const endpointId = pick(ids, random)!;
      const replay = orderId(time.nowMs(), String(random()));
      ordered.push({ endpointId, eventId });
      send([{ eventId, endpointId, eventType: 'webhook.test', body, replay }]);
    }),
  ]);
  let isFed = false;
  void done.then(() => {
    isFed = true;
  });
  await time.runUntil(START_MS + 20 * 24 * HOUR_MS, () => isFed && deliveries.isOver(FINAL));
  await time.runUntil(time.nowMs() + 300_000);
  const rows = [...service.deliveries.rows.values()];
  return { rows, ids, bodies, arrivals, published, service, ordered };
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

const deliveredInVain = ({ rows, arrivals }: Played) => {
  const accepted = new Set(arrivals.filter((one) => one.isAccepted).map(pairOf));
  return rows.filter((row) => row.state === 'delivered' && !accepted.has(pairOf(row)));
};

/** The refused events that were sent more often than schedules, crashes and doubled messages explain. */
const attemptedTooOften = (
  { arrivals, ordered }: Played,
  { kills, repeats }: { readonly kills: number; readonly repeats: number },
) => {
  const count = (some: readonly { endpointId: string; eventId: string }[], pair: string) =>
    some.filter((one) => pairOf(one) === pair).length;
  const ofSchedule = SCHEDULE_SECONDS.length + 1;
  const refused = arrivals.filter(({ eventId }) => isRefused(eventId));
  return [...new Set(refused.map(pairOf))].filter(
    (pair) => count(refused, pair) > ofSchedule * (1 + count(ordered, pair)) + kills + repeats,
  );
};

const unnotified = ({ rows, service, published }: Played) => {
  const notified = new Set(
    published.map(({ type, body }) => {
      const { data } = JSON.parse(body) as { data: { endpointId: string; eventId?: string } };
      return `${type} ${data.endpointId} ${data.eventId ?? ''}`;
    }),
  );
  const exhausted = rows
    .filter(({ state }) => state === 'exhausted')
    .map((row) => `webhook.delivery.exhausted ${row.endpointId} ${row.eventId}`);
  const disabled = [...service.endpoints.rows.values()]
    .filter(({ state }) => state === 'disabled')
    .map(({ endpointId }) => `webhook.endpoint.disabled ${endpointId} `);
  return [...exhausted, ...disabled].filter((text) => !notified.has(text));
};

it('whatever crashes, repeats, fails or is replayed: every delivery ends, and repeats are the same', async () => {
  await fc.assert(
    fc.asyncProperty(play, async (input) => {
      const played = await runPlay(input);
      const { rows, ids, bodies, arrivals, service } = played;
      expect(rows).toHaveLength(input.events * ids.length);
      expect(rows.filter(({ state }) => !FINAL.some((one) => one === state))).toStrictEqual([]);
      expect(deliveredInVain(played)).toStrictEqual([]);
      expect(service.deliveryQueue.dead).toStrictEqual([]);
      expect(attemptedTooOften(played, input)).toStrictEqual([]);
      const altered = arrivals.filter((one) => one.body !== bodies.get(one.eventId));
      expect(altered).toStrictEqual([]);
      expect(unnotified(played)).toStrictEqual([]);
      for (const id of hopeless(input.manners)) {
        expect(arrivals.filter(({ endpointId, open }) => endpointId === id && open > 1)).toEqual(
          [],
        );
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
