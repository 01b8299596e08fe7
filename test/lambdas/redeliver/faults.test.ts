import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import type { EndpointState } from '../../../lambdas/core/endpoint/state.ts';
import { aRow, aWorld, FROM, NOW } from './a-world.ts';

const recovered = { drainSince: FROM, lastSuccessAt: '2026-03-14T11:58:00.000Z' };
const disabled = { state: 'disabled' as const, failingSince: FROM };
const failing = { failureCount: 3, failingSince: FROM, probeAt: NOW };
// All of one shard, in the order of their names.
const due = { nextAttemptAt: NOW, dueShard: '0' };
const TASKS: [string, Partial<EndpointState>, Partial<Delivery>][] = [
  ['a drain', recovered, {}],
  ['due deliveries', {}, due],
  ['what is dropped', disabled, {}],
];

const rowsOf = (count: number, changes: Partial<Delivery>) =>
  Array.from({ length: count }, (_, n) => aRow(`evt_${String(n).padStart(4, '0')}`, changes));

const faultsOf = (world: ReturnType<typeof aWorld>) =>
  world.run().then(
    () => [],
    (error: AggregateError) => error.errors.map(({ message }: Error) => message).toSorted(),
  );

describe('a request that fails', () => {
  it.each(TASKS)('does not stop %s, and is reported at the end', async (_, endpoint, row) => {
    const world = aWorld(rowsOf(250, row), endpoint);
    const failed = ['read evt_0000', 'write evt_0001', 'read evt_0120'];
    world.onRequest = (request, eventId) => {
      const name = `${request} ${eventId}`;
      if (failed.includes(name)) throw new Error(name);
    };
    expect(await faultsOf(world)).toStrictEqual(failed.toSorted());
    expect(waiting(world)).toStrictEqual(['evt_0000', 'evt_0001', 'evt_0120']);
    world.onRequest = () => {};
    await world.run();
    expect(waiting(world)).toStrictEqual([]);
  });

  it('leaves an endpoint as it is, when all that was left of it has failed', async () => {
    const drained = aWorld([aRow('evt_1')], recovered);
    const settled = aWorld([aRow('evt_1')], disabled);
    for (const world of [drained, settled]) {
      world.onRequest = () => {
        throw new Error('busy');
      };
      expect(await faultsOf(world)).toStrictEqual(['busy']);
    }
    expect(drained.endpoint()).toHaveProperty('drainSince');
    expect(settled.endpoint()).toHaveProperty('failingSince');
  });

  it.each(['read', 'write'])('has the next delivery sent as a probe: %s', async (failed) => {
    const world = aWorld(rowsOf(3, {}), failing);
    world.onRequest = (request, eventId) => {
      if (request === failed && eventId === 'evt_0000') throw new Error('busy');
    };
    expect(await faultsOf(world)).toStrictEqual(['busy']);
    expect(world.sent.map(({ eventId }) => eventId)).toStrictEqual(['evt_0001']);
  });

  it('to the queue costs ten rows half an hour', async () => {
    const world = aWorld(rowsOf(250, {}), recovered);
    world.onRequest = (request, eventId) => {
      if (request === 'send' && eventId === 'evt_0000') throw new Error('The queue is busy');
    };
    expect(await faultsOf(world)).toStrictEqual(['The queue is busy']);
    expect(world.sent).toHaveLength(240);
    world.onRequest = () => {};
    world.nowMs += 30 * 60_000;
    await world.run();
    expect(new Set(world.sent.map(({ eventId }) => eventId)).size).toBe(250);
  });
});

describe('a run that is killed', () => {
  it.each(TASKS.slice(0, 2))(
    'in %s has leased at most ten rows that it has not sent',
    async (_, endpoint, row) => {
      const world = aWorld(rowsOf(100, row), endpoint);
      let open = 0;
      const opens: number[] = [];
      world.onRequest = (request) => {
        open += { read: 0, write: 1, send: -1 }[request];
        opens.push(open);
      };
      await world.run();
      expect([Math.max(...opens), open]).toStrictEqual([10, 0]);
    },
  );
});

describe('what is down', () => {
  it.each([
    ...TASKS.map((given) => ['read', ...given] as const),
    ...TASKS.map((given) => ['write', ...given] as const),
    ['read', 'a probe', failing, {}] as const,
    ['send', 'a drain', recovered, {}] as const,
  ])('fails at every %s, and ends %s after 200 rows', async (down, _, endpoint, row) => {
    const world = aWorld(rowsOf(1000, row), endpoint);
    let requests = 0;
    world.onRequest = (request) => {
      if (request !== down) return;
      requests += 1;
      throw new Error('down');
    };
    await world.run().catch(() => undefined);
    // The queue is asked for ten rows at once.
    expect(requests).toBe(down === 'send' ? 20 : 200);
    expect(world.sent).toStrictEqual([]);
  });
});

const waiting = ({ sent, store }: ReturnType<typeof aWorld>) => {
  const isSent = new Set(sent.map(({ eventId }) => eventId));
  const rows = [...store.rows.values()];
  return rows
    .filter(({ eventId, state }) => state !== 'dropped' && !isSent.has(eventId))
    .map(({ eventId }) => eventId);
};
