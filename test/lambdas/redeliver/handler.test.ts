import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import { EndpointState } from '../../../lambdas/core/endpoint/state.ts';
import { aRow, aWorld, FROM, LATER, NOW } from './a-world.ts';

const LEASE = '2026-03-14T12:30:00.000Z';

describe('what waits', () => {
  it('is counted every quarter of an hour, due or not', async () => {
    const rows = [aRow('evt_1', { nextAttemptAt: NOW }), aRow('evt_2'), aRow('evt_3')];
    const world = aWorld([...rows, aRow('evt_4', { dueShard: undefined })]);
    await world.run();
    expect(world.metrics.sums.get('DeliveryWaiting')).toBe(3);
    world.nowMs += 60_000;
    await world.run();
    expect(world.metrics.sums.get('DeliveryWaiting')).toBe(3);
  });
});

describe('what is due', () => {
  it('is sent with its body under a lease of 30 minutes, and not again before that ends', async () => {
    const world = aWorld([
      aRow('evt_1', { state: 'retrying', nextAttemptAt: NOW }),
      aRow('evt_2', { nextAttemptAt: '2026-03-14T12:00:00.001Z' }),
    ]);
    await world.run();
    await world.run();
    expect(world.sent).toStrictEqual([
      {
        eventId: 'evt_1',
        endpointId: 'ep_1',
        eventType: 'glacier.job.succeeded',
        body: '{"id":"evt_1"}',
        lease: LEASE,
      },
    ]);
    expect(world.row('evt_1')).toMatchObject({ state: 'retrying', nextAttemptAt: LEASE });
    world.nowMs = Date.parse(LEASE);
    await world.run();
    expect(world.sent.map(({ eventId }) => eventId).toSorted()).toStrictEqual([
      'evt_1',
      'evt_1',
      'evt_2',
    ]);
  });

  it('is taken once by two runs at the same time', async () => {
    const world = aWorld([aRow('evt_1', { nextAttemptAt: NOW })]);
    await Promise.all([world.run(), world.run()]);
    expect(world.sent).toHaveLength(1);
  });

  it('stays under its lease when the queue refuses it, and that is said', async () => {
    const world = aWorld([aRow('evt_1', { nextAttemptAt: NOW })]);
    world.refused = [{ index: 0, reason: 'TooLong', isEntryFault: true }];
    await world.run();
    expect(world.row('evt_1')?.nextAttemptAt).toBe(LEASE);
    expect(world.log.lines).toMatchObject([
      { code: 'redelivery.refused', fields: { eventId: 'evt_1', reason: 'TooLong' } },
    ]);
  });
});

describe('a row that cannot be read', () => {
  const recovered = { drainSince: FROM, lastSuccessAt: '2026-03-14T11:58:00.000Z' };
  it.each<[string, Partial<EndpointState>, Partial<Delivery>, (string | undefined)[]]>([
    ['due deliveries', {}, { nextAttemptAt: NOW }, ['parked', 'parked']],
    ['a drain', recovered, {}, ['parked', 'parked']],
    ['a probe', { failureCount: 3, failingSince: FROM, probeAt: NOW }, {}, ['parked', 'parked']],
    ['what is dropped', { state: 'disabled', failingSince: FROM }, {}, ['parked', 'dropped']],
  ])('does not stop %s: it is left out, logged and counted', async (_, endpoint, row, states) => {
    const world = aWorld([aRow('evt_bad', { ...row, updatedAt: FROM }), aRow('evt_8', row)], {
      ...endpoint,
    });
    world.damaged = ['evt_bad'];
    await world.run();
    expect(world.sent.map(({ eventId }) => eventId)).toStrictEqual(
      states[1] === 'dropped' ? [] : ['evt_8'],
    );
    expect(['evt_bad', 'evt_8'].map((id) => world.row(id)?.state)).toStrictEqual(states);
    expect(world.metrics.sums.get('DeliveryUnreadable')).toBe(1);
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({
        code: 'delivery.unreadable',
        fields: { eventId: 'evt_bad', endpointId: 'ep_1' },
      }),
    );
  });
});

describe('an exhausted delivery', () => {
  const exhausted = aRow('evt_1', {
    state: 'exhausted',
    nextAttemptAt: NOW,
    attemptCount: 3,
    attempts: [{ at: NOW, durationMs: 1, statusCode: 500 }],
  });

  it('is announced once, and stays for a replay', async () => {
    const world = aWorld([exhausted]);
    await world.run();
    await world.run();
    expect(world.announced).toMatchObject([{ type: 'webhook.delivery.exhausted' }]);
    expect(world.sent).toStrictEqual([]);
    expect(world.row('evt_1')).toMatchObject({ state: 'exhausted', body: '{"id":"evt_1"}' });
    expect(world.row('evt_1')).not.toHaveProperty('dueShard');
  });

  it('is announced later when the topic cannot be reached, under the same id', async () => {
    const world = aWorld([exhausted, aRow('evt_2', { nextAttemptAt: NOW })]);
    const tried: string[] = [];
    const { publish } = world;
    world.publish = (event) => {
      tried.push(event.id);
      return Promise.reject(new Error('down'));
    };
    await expect(world.run()).rejects.toThrow('Some deliveries could not be redelivered');
    expect(world.sent.map(({ eventId }) => eventId)).toStrictEqual(['evt_2']);
    world.publish = publish;
    await world.run();
    expect(world.announced.map(({ id }) => id)).toStrictEqual(tried);
  });
});

describe('a failing endpoint', () => {
  const failing = { failureCount: 3, failingSince: FROM, probeAt: NOW };

  it('is sent its oldest parked delivery as a probe when one is due', async () => {
    const rows = [
      aRow('evt_2', { updatedAt: '2026-03-14T09:00:01.000Z' }),
      aRow('evt_1'),
      aRow('evt_3', { state: 'retrying', updatedAt: FROM }),
    ];
    const world = aWorld(rows, failing);
    await world.run();
    expect(world.sent.map(({ eventId }) => eventId)).toStrictEqual(['evt_1']);
  });

  it.each(['dropped', 'exhausted'] as const)(
    'is probed although pages of older deliveries that are %s come first',
    async (state) => {
      const old = { state, updatedAt: FROM, dueShard: undefined, nextAttemptAt: undefined };
      const ended = Array.from({ length: 250 }, (_, n) => aRow(`evt_old_${n}`, old));
      const world = aWorld([...ended, aRow('evt_1')], failing);
      await world.run();
      expect(world.sent.map(({ eventId }) => eventId)).toStrictEqual(['evt_1']);
    },
  );

  it('is not before', async () => {
    const world = aWorld([aRow('evt_1')], { ...failing, probeAt: LATER });
    await world.run();
    expect(world.sent).toStrictEqual([]);
  });

  it.each([
    ['waits for its own step', '2026-03-14T10:00:00.001Z', []],
    ['has waited for it', '2026-03-14T10:00:00.000Z', ['evt_1']],
  ])('is not probed with a delivery that %s', async (_, updatedAt, expected) => {
    const world = aWorld([aRow('evt_1', { attemptCount: 2, updatedAt })], failing);
    await world.run();
    expect(world.sent.map(({ eventId }) => eventId)).toStrictEqual(expected);
  });
});

describe('an endpoint that has recovered', () => {
  const recovered = { drainSince: FROM, lastSuccessAt: '2026-03-14T11:59:30.000Z' };

  it('is sent all that is parked, once, and the draining ends when nothing comes after it', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => aRow(`evt_${n}`));
    const world = aWorld([...rows, aRow('evt_r', { state: 'retrying' })], recovered);
    await world.run();
    expect(new Set(world.sent.map(({ eventId }) => eventId)).size).toBe(250);
    expect(world.sent).toHaveLength(250);
    expect(world.endpoint()).toHaveProperty('drainSince');
    world.nowMs += 60_000;
    await world.run();
    expect(world.sent).toHaveLength(250);
    expect(world.endpoint()).not.toHaveProperty('drainSince');
  });

  it('is not drained while it fails again', async () => {
    const world = aWorld([aRow('evt_1')], { ...recovered, failureCount: 3, probeAt: LATER });
    await world.run();
    expect(world.sent).toStrictEqual([]);
  });
});

describe('an endpoint that was disabled', () => {
  const disabled = {
    state: 'disabled' as const,
    disabledReason: 'the receiver answered 410 Gone',
    failingSince: FROM,
    disableNoticePendingSince: NOW,
  };

  it('is announced, and its waiting deliveries are dropped, ready for a replay', async () => {
    const world = aWorld(
      [aRow('evt_1'), aRow('evt_2', { state: 'retrying' }), aRow('evt_3', { state: 'exhausted' })],
      disabled,
    );
    await world.run();
    expect(world.announced).toMatchObject([
      { type: 'webhook.endpoint.disabled', endpointId: 'ep_1' },
    ]);
    expect(world.row('evt_1')).toMatchObject({
      state: 'dropped',
      dropReason: 'the endpoint was disabled',
      body: '{"id":"evt_1"}',
      expireAt: Date.parse('2026-04-13T12:00:00.000Z') / 1000,
    });
    expect(world.row('evt_1')).not.toHaveProperty('dueShard');
    expect([world.row('evt_2')?.state, world.row('evt_3')?.state]).toStrictEqual([
      'dropped',
      'exhausted',
    ]);
    expect(world.endpoint()).toStrictEqual(
      EndpointState.parse({
        endpointId: 'ep_1',
        state: 'disabled',
        disabledReason: disabled.disabledReason,
      }),
    );
  });

  it('has nothing more dropped once an operator enables it, and what is left is drained', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => aRow(`evt_${n}`));
    const world = aWorld(rows, disabled);
    world.onPage = (page) => {
      // What `endpoints enable` writes.
      if (page === 2) {
        const drainSince = '1970-01-01T00:00:00.000Z';
        const row = EndpointState.parse({ endpointId: 'ep_1', state: 'enabled', drainSince });
        world.table.rows.set('ep_1', row);
      }
    };
    await world.run();
    const states = () => [...world.store.rows.values()].map(({ state }) => state);
    expect(states().filter((state) => state === 'dropped')).toHaveLength(100);
    expect(world.endpoint()?.state).toBe('enabled');
    await world.run();
    expect(world.sent).toHaveLength(500);
  });

  it('is announced even if it was enabled meanwhile; nothing is dropped then', async () => {
    const world = aWorld([aRow('evt_1')], { ...disabled, state: 'enabled' });
    await world.run();
    expect(world.announced).toHaveLength(1);
    expect(world.row('evt_1')?.state).toBe('parked');
    expect(world.endpoint()).not.toHaveProperty('disableNoticePendingSince');
  });

  it('by its operator has its deliveries dropped without an announcement', async () => {
    const world = aWorld([aRow('evt_1')], { ...disabled, disableNoticePendingSince: undefined });
    await world.run();
    expect(world.announced).toStrictEqual([]);
    expect(world.row('evt_1')?.state).toBe('dropped');
  });
});
