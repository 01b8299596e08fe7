import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { failedPost } from '../../../lambdas/core/delivery/answer.ts';
import {
  aDeliveryMessage,
  answered,
  aRecord,
  createSenderWorld,
  SECRET,
} from '../../support/sender-world.ts';

const message = aDeliveryMessage();

describe('a delivery that succeeds at once', () => {
  it('is posted as it is, with a signature that the official library verifies', async () => {
    const world = createSenderWorld();
    world.nowMs = Date.now();
    expect(await world.sendOne(message)).toBe('done');
    expect(world.posts).toMatchObject([
      { url: 'https://receiver.test/hook', body: message.body, headers: { 'x-token': 'abc' } },
    ]);
    const { headers, body } = world.posts[0]!;
    expect(new Webhook(SECRET).verify(body, { ...headers })).toStrictEqual({ id: 'evt_1' });
  });

  it('takes one write and keeps neither body nor place in an index', async () => {
    const world = createSenderWorld();
    await world.sendOne(message);
    expect([world.writes, world.endpointWrites]).toStrictEqual([1, 0]);
    expect(world.rows.get('evt_1/ep_1')).toStrictEqual({
      eventId: 'evt_1',
      endpointId: 'ep_1',
      eventType: 'glacier.job.succeeded',
      state: 'delivered',
      attempts: [
        { at: '2026-03-14T09:26:54.000Z', durationMs: 0, statusCode: 200, excerpt: 'hello' },
      ],
      attemptCount: 1,
      expireAt: Date.parse('2026-04-13T09:26:54.000Z') / 1000,
    });
    expect(world.metrics.sums.get('DeliverySucceeded')).toBe(1);
    // The row says it all.
    expect(world.log.lines).toStrictEqual([]);
  });

  it('is not posted again when its message comes twice', async () => {
    const world = createSenderWorld();
    await world.sendOne(message);
    expect(await world.sendOne(message, 2)).toBe('done');
    expect(world.posts).toHaveLength(1);
  });

  it('is posted again by a replay', async () => {
    const world = createSenderWorld();
    await world.sendOne(message);
    const replay = { ...message, replay: 'order-1' };
    expect(await world.sendOne(replay)).toBe('done');
    expect(world.posts).toHaveLength(2);
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({ state: 'delivered', attemptCount: 1 });
    expect(await world.sendOne(replay, 2)).toBe('done');
    expect(world.posts).toHaveLength(2);
  });
});

it('an order to replay that is older than the last one is ignored, and logged', async () => {
  const world = createSenderWorld();
  await world.sendOne({ ...message, replay: 'order-2' });
  await world.sendOne({ ...message, replay: 'order-2' }, 2);
  await world.sendOne({ ...message, replay: 'order-1' });
  expect(world.posts).toHaveLength(1);
  const fields = { eventId: 'evt_1', endpointId: 'ep_1', replay: 'order-1' };
  expect(world.log.lines).toStrictEqual([{ level: 'warn', code: 'delivery.outdated', fields }]);
});

describe('a delivery that fails', () => {
  it('waits in the queue for its step and is recorded as retrying', async () => {
    const world = createSenderWorld();
    world.answer = () => answered(500);
    expect(await world.sendOne(message)).toBe('again');
    expect(world.delays).toStrictEqual([5]);
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({
      state: 'retrying',
      attemptCount: 1,
      nextAttemptAt: '2026-03-14T09:26:59.000Z',
      body: message.body,
    });
    expect(world.log.lines).toMatchObject([
      {
        level: 'warn',
        code: 'delivery.failed',
        fields: { eventId: 'evt_1', endpointId: 'ep_1', attemptCount: 1, statusCode: 500 },
      },
    ]);
  });

  it('waits in the table, not in the queue, for more than 15 minutes', async () => {
    const world = createSenderWorld();
    world.answer = () => answered(503, '86400');
    expect(await world.sendOne(message)).toBe('done');
    expect(world.delays).toStrictEqual([]);
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({
      state: 'retrying',
      nextAttemptAt: '2026-03-15T09:26:54.000Z',
      dueShard: '7',
      body: message.body,
    });
    world.nowMs += 90_000_000;
    expect(await world.sendOne(message, 2)).toBe('done');
    expect(world.posts).toHaveLength(1);
  });

  it('is not posted before its time when its message comes early', async () => {
    const world = createSenderWorld();
    world.answer = () => answered(500);
    await world.sendOne(message);
    world.nowMs += 2000;
    expect(await world.sendOne(message, 2)).toBe('again');
    expect(world.posts).toHaveLength(1);
    expect(world.delays).toStrictEqual([5, 3]);
  });

  it('succeeds later under the same id and with the same bytes, under a new signature', async () => {
    const world = createSenderWorld();
    world.answer = () => (world.posts.length === 1 ? answered(500) : answered(204));
    await world.sendOne(message);
    world.nowMs += 5000;
    expect(await world.sendOne(message, 2)).toBe('done');
    const [first, second] = world.posts;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({ state: 'delivered', attemptCount: 2 });
  });

  it('is exhausted after its last attempt, and its announcement is due at once', async () => {
    const world = createSenderWorld();
    world.answer = () => failedPost('reset', 'closed');
    const outcomes: unknown[] = [];
    for (let receive = 1; receive <= 4; receive += 1) {
      const lease = world.rows.get('evt_1/ep_1')?.nextAttemptAt;
      outcomes.push(await world.sendOne({ ...message, lease }, receive));
      world.nowMs += 3_600_000;
    }
    expect(outcomes).toStrictEqual(['again', 'again', 'done', 'done']);
    expect(world.delays).toStrictEqual([5, 300]);
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({
      state: 'exhausted',
      attemptCount: 4,
      dueShard: '7',
      nextAttemptAt: '2026-03-14T12:26:54.000Z',
      body: message.body,
    });
    expect(world.metrics.sums.get('DeliveryExhausted')).toBe(1);
    expect(await world.sendOne(message, 5)).toBe('done');
    expect(world.posts).toHaveLength(4);
  });

  it('starts over when it is replayed', async () => {
    const world = createSenderWorld();
    world.answer = () => answered(500);
    await world.sendOne(message);
    const replay = { ...message, replay: 'order-1' };
    expect(await world.sendOne(replay)).toBe('again');
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({
      state: 'retrying',
      attemptCount: 1,
      replay: 'order-1',
    });
    expect(world.rows.get('evt_1/ep_1')?.attempts).toHaveLength(2);
  });

  it('does not overwrite a concurrent delivery', async () => {
    const world = createSenderWorld();
    world.answer = async () => {
      if (world.posts.length > 1) return answered(200);
      await world.sendOne(message, 2);
      return answered(500);
    };
    expect(await world.sendOne(message)).toBe('again');
    expect(world.rows.get('evt_1/ep_1')?.state).toBe('delivered');
    expect(await world.sendOne(message, 3)).toBe('done');
    expect(world.posts).toHaveLength(2);
  });
});

describe('an endpoint', () => {
  it('that answers 410 is disabled and its delivery dropped', async () => {
    const world = createSenderWorld();
    world.answer = () => answered(410);
    expect(await world.sendOne(message)).toBe('done');
    expect(world.endpoints.get('ep_1')).toMatchObject({
      state: 'disabled',
      disabledReason: 'the receiver answered 410 Gone',
    });
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({ state: 'dropped', body: message.body });
    expect(world.metrics.sums.get('EndpointDisabled')).toBe(1);
  });

  it.each([
    ['disabled', 'the endpoint is disabled'],
    ['removed', 'the endpoint was removed'],
  ])('that is %s gets nothing, and that is recorded', async (change, dropReason) => {
    const world = createSenderWorld();
    const endpoint = world.endpoints.get('ep_1')!;
    if (change === 'removed') world.endpoints.delete('ep_1');
    else world.endpoints.set('ep_1', { ...endpoint, state: 'disabled' });
    expect(await world.sendOne(message)).toBe('done');
    expect(world.posts).toStrictEqual([]);
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({ state: 'dropped', dropReason });
    expect(world.log.lines).toMatchObject([{ code: 'delivery.dropped' }]);
  });

  it('is signed for with every secret that has not expired', async () => {
    const world = createSenderWorld();
    const row = world.secrets.get('ep_1')!;
    const createdAt = '2026-01-01T00:00:00.000Z';
    const newest = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    world.secrets.set('ep_1', {
      ...row,
      secrets: [
        { secret: newest, createdAt },
        { secret: SECRET, createdAt, expiresAt: '2026-03-14T10:00:00.000Z' },
        { secret: SECRET, createdAt, expiresAt: '2026-03-14T09:00:00.000Z' },
      ],
    });
    await world.sendOne(message);
    expect(world.posts[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  });

  it.each([
    ['has no row of secrets', undefined],
    ['has only expired secrets', [{ secret: SECRET, createdAt: '', expiresAt: '2026-01-01' }]],
    ['has a broken secret', [{ secret: 'whsec_short', createdAt: '' }]],
  ])('that %s is tried again, for it may just be changing', async (_, secrets) => {
    const world = createSenderWorld();
    const row = world.secrets.get('ep_1')!;
    if (secrets === undefined) world.secrets.delete('ep_1');
    else world.secrets.set('ep_1', { ...row, secrets });
    expect(await world.sendOne(message)).toBe('again');
    expect(world.posts).toStrictEqual([]);
    expect(world.rows.get('evt_1/ep_1')?.attempts[0]?.error).toMatch(/^unsigned: /);
  });
});

describe('a batch', () => {
  it('fails only the records that are at fault', async () => {
    const world = createSenderWorld();
    const outcomes = await world.sendBatch(
      aRecord('not JSON'),
      aRecord(JSON.stringify({ eventId: 'evt_1' })),
      aRecord(JSON.stringify(message)),
    );
    expect(outcomes.map(({ status }) => status)).toStrictEqual([
      'rejected',
      'rejected',
      'fulfilled',
    ]);
  });

  it('is sent side by side', async () => {
    const world = createSenderWorld();
    const everyPostBegan = Promise.withResolvers<void>();
    world.answer = async () => {
      if (world.posts.length === 3) everyPostBegan.resolve();
      await everyPostBegan.promise;
      return answered(200);
    };
    const ids = ['evt_1', 'evt_2', 'evt_3'];
    const outcomes = await world.sendBatch(
      ...ids.map((eventId) => aRecord(JSON.stringify({ ...message, eventId }))),
    );
    expect(outcomes).toHaveLength(3);
    expect(world.rows.size).toBe(3);
  });
});
