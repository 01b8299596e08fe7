import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoDeliveryIndex } from '../../../lambdas/adapters/dynamo/delivery-index.ts';
import { DELIVERY_STATES, type Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import { dueShardOf } from '../../../lambdas/core/delivery/lease.ts';
import type {
  DeliveryIndex,
  DeliveryPage,
  DeliveryStore,
  PageKey,
} from '../../../lambdas/core/delivery/ports.ts';
import { createDeliveriesTable, deliveryName } from '../../../simulation/ports/deliveries-table.ts';
import { createDeliveriesTable as createLocalTable } from '../../support/deliveries-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import { BASE_MS, ENDPOINT_IDS, EVENT_IDS, nextRow, randomRow } from './random-deliveries.ts';

const PAGE_SIZE = 100;

type Side = DeliveryStore & DeliveryIndex;

let local: LocalDynamo;
let tables = 0;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

const createRealSide = async (): Promise<Side> => {
  tables += 1;
  const table = `contract-deliveries-${tables}`;
  await createLocalTable(local.client, table);
  return {
    ...createDynamoDeliveries(local.client, table),
    ...createDynamoDeliveryIndex(local.client, table),
  };
};

/** All pages, with the order among equals, which is free, taken away. */
const readAll = async <Entry extends object>(
  read: (startKey?: PageKey) => Promise<DeliveryPage<Entry>>,
): Promise<readonly string[]> => {
  const entries: Entry[] = [];
  let next: PageKey | undefined;
  do {
    const page = await read(next);
    entries.push(...page.entries);
    next = page.next;
  } while (next);
  const text = (entry: object) => JSON.stringify(Object.entries(entry).toSorted());
  return entries.map(text).toSorted();
};

/** Where a writer's row comes from: the last or an earlier one, or it takes the row for new. */
const back = fc.oneof(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: fc.integer({ min: 1, max: 3 }), weight: 2 },
  { arbitrary: fc.constant(Number.POSITIVE_INFINITY), weight: 1 },
);

const minutes = fc.constantFrom(-90, 0, 1, 5, 30, 60, 600);
const states = fc.subarray([...DELIVERY_STATES], { minLength: 1 });
const range = fc.record({
  endpointId: fc.constantFrom(...ENDPOINT_IDS),
  from: fc.option(minutes, { nil: undefined }),
  to: minutes,
  states,
});

type Range = typeof range extends fc.Arbitrary<infer Value> ? Value : never;

const instant = (after: number) => new Date(BASE_MS + after * 60_000).toISOString();

const expectSameShards = async (real: Side, simulated: Side, at: string) => {
  for (const shard of new Set(EVENT_IDS.map(dueShardOf))) {
    expect(await real.countWaiting(shard)).toBe(await simulated.countWaiting(shard));
    const due = await readAll((start) => simulated.due(shard, at, start));
    expect(await readAll((start) => real.due(shard, at, start))).toStrictEqual(due);
  }
};

const expectSameRange = async (real: Side, simulated: Side, { from, to, ...rest }: Range) => {
  // DynamoDB refuses a range whose end is before its beginning.
  if (from !== undefined && from > to) return;
  const wanted = { ...rest, from: from === undefined ? '' : instant(from), to: instant(to) };
  const found = await readAll((start) => simulated.ofEndpoint(wanted, start));
  expect(await readAll((start) => real.ofEndpoint(wanted, start))).toStrictEqual(found);
};

it('writes, refuses and indexes a delivery as DynamoDB does, whatever row it replaces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ row: randomRow, back }), { maxLength: 25, size: 'max' }),
      fc.array(range, { minLength: 4, maxLength: 4 }),
      async (steps, ranges) => {
        const [real, simulated] = [await createRealSide(), createDeliveriesTable()];
        const histories = new Map<string, (Delivery | undefined)[]>();
        for (const step of steps) {
          const name = deliveryName(step.row);
          const history = histories.get(name) ?? [undefined];
          histories.set(name, history);
          const previous = history.at(-1 - step.back);
          const row = nextRow(step.row, previous);
          const isWritten = await simulated.record(row, previous);
          expect(await real.record(row, previous)).toBe(isWritten);
          const kept = await simulated.get(row);
          expect(await real.get(row)).toStrictEqual(kept);
          if (isWritten) history.push(kept);
        }
        await expectSameShards(real, simulated, instant(ranges[0]!.to));
        for (const wanted of ranges) await expectSameRange(real, simulated, wanted);
      },
    ),
    { numRuns: 60 },
  );
});

const aRow = (changes: Partial<Delivery> = {}): Delivery => ({
  eventId: EVENT_IDS[0]!,
  endpointId: ENDPOINT_IDS[0]!,
  eventType: 'glacier.job.succeeded',
  state: 'exhausted',
  attempts: [],
  attemptCount: 1,
  nextAttemptAt: instant(0),
  updatedAt: instant(0),
  dueShard: '1',
  expireAt: 1_780_000_000,
  ...changes,
});

it.each<Partial<Delivery>>([
  { state: 'parked' },
  { attemptCount: 2 },
  { nextAttemptAt: instant(1) },
  { nextAttemptAt: undefined },
])('refuses a row in place of one that has changed since: %o', async (change) => {
  const [real, simulated] = [await createRealSide(), createDeliveriesTable()];
  for (const side of [real, simulated]) {
    await side.record(aRow(change), undefined);
    expect(await side.record(aRow({ replay: 'order-1' }), aRow())).toBe(false);
  }
  expect(await real.get(aRow())).toStrictEqual(await simulated.get(aRow()));
});

it.each([99, 100, 101, 250])('pages %i deliveries in order, as DynamoDB does', async (count) => {
  const [real, simulated] = [await createRealSide(), createDeliveriesTable()];
  for (let n = 0; n < count; n += 1) {
    const row = aRow({
      eventId: EVENT_IDS[0]! + n,
      state: n < PAGE_SIZE ? 'exhausted' : 'parked',
      nextAttemptAt: instant((n * 7) % 251),
      updatedAt: instant((n * 11) % 251),
    });
    await Promise.all([real.record(row, undefined), simulated.record(row, undefined)]);
  }
  expect(await pagesOf(real)).toStrictEqual(await pagesOf(simulated));
});

/** The pages of both indexes. */
const pagesOf = async (side: Side) => {
  const [endpointId = ''] = ENDPOINT_IDS;
  const to = instant(1000);
  const wanted = { endpointId, from: '', to, states: ['parked', 'dropped'] as const };
  const pages: object[] = [];
  let starts: (PageKey | undefined)[] = [undefined, undefined];
  do {
    const due = await side.due('1', to, starts[0]);
    const ofEndpoint = await side.ofEndpoint(wanted, starts[1]);
    pages.push({ due: due.entries, ofEndpoint: ofEndpoint.entries });
    starts = [due.next, ofEndpoint.next];
  } while (starts[0] && starts[1]);
  return pages;
};
