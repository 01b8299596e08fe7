import { describe, expect, it } from 'vitest';
import { failedPost, senderFault } from '../../../lambdas/core/delivery/answer.ts';
import { EndpointState } from '../../../lambdas/core/endpoint/state.ts';
import {
  aDeliveryMessage,
  answered,
  createSenderWorld,
  HEALTHY,
} from '../../support/sender-world.ts';

const message = (n: number) => aDeliveryMessage({ eventId: `evt_${n}` });
const NEW = { endpointId: 'ep_1', state: 'enabled' };

const aWorld = (state: object = HEALTHY) => {
  const world = createSenderWorld();
  world.endpoints.set('ep_1', EndpointState.parse(state));
  const endpoint = () => world.endpoints.get('ep_1');
  const stateOf = (n: number) => world.rows.get(`evt_${n}/ep_1`)?.state;
  return Object.assign(world, { endpoint, stateOf });
};

describe('an endpoint that fails', () => {
  it('opens after three failures in a row; then deliveries are parked without an attempt', async () => {
    const world = aWorld();
    world.answer = () => answered(500);
    for (const n of [1, 2, 3]) await world.sendOne(message(n));
    world.writes = 0;
    expect(await world.sendOne(message(4))).toBe('done');
    expect(world.posts).toHaveLength(3);
    expect(world.writes).toBe(1);
    expect(world.rows.get('evt_4/ep_1')).toMatchObject({
      state: 'parked',
      attemptCount: 0,
      body: message(4).body,
      nextAttemptAt: '2026-03-14T09:41:54.000Z',
    });
    expect(world.metrics.sums.get('DeliveryParked')).toBe(1);
  });

  it('stays closed when a success comes between the failures', async () => {
    const world = aWorld();
    for (const n of [1, 2, 3, 4, 5, 6]) {
      world.answer = () => answered(n % 3 === 0 ? 200 : 500);
      await world.sendOne(message(n));
    }
    expect(world.posts).toHaveLength(6);
    expect(world.endpoint()).toMatchObject({ lastSuccessAt: '2026-03-14T09:26:54.000Z' });
    expect(world.endpoint()).not.toHaveProperty('failingSince');
  });

  it('gets one prober at a time when its probe is due', async () => {
    const world = aWorld({ ...NEW, failureCount: 3, failingSince: HEALTHY.lastSuccessAt });
    const posting = Promise.withResolvers<void>();
    world.answer = async () => {
      await posting.promise;
      return answered(500);
    };
    const sending = [1, 2, 3].map((n) => world.sendOne(message(n), 2));
    await Promise.all(sending.slice(1));
    posting.resolve();
    expect(await sending[0]).toBe('again');
    expect(world.posts).toHaveLength(1);
    expect([1, 2, 3].map(world.stateOf)).toStrictEqual(['retrying', 'parked', 'parked']);
    // Failed for a minute: a quarter of it is longer than the delivery's own five seconds.
    expect(world.endpoint()).toMatchObject({
      failureCount: 4,
      probeAt: '2026-03-14T09:26:59.000Z',
    });
  });

  it('is opened and drained by the success of its prober', async () => {
    const failingSince = '2026-03-14T08:00:00.000Z';
    const world = aWorld({ ...NEW, failureCount: 9, failingSince, probeAt: failingSince });
    expect(await world.sendOne(message(1))).toBe('done');
    expect(world.endpoint()).toMatchObject({
      lastSuccessAt: '2026-03-14T09:26:54.000Z',
      drainSince: '2026-03-14T07:00:00.000Z',
    });
    expect(world.endpoint()).not.toHaveProperty('probeAt');
    expect(world.log.lines).toMatchObject([{ code: 'endpoint.recovered' }]);
    await world.sendOne(message(2));
    expect(world.posts).toHaveLength(2);
  });

  it.each([429, 502, 504])(
    'is left alone at once after %i, for as long as it asks',
    async (status) => {
      const world = aWorld();
      world.answer = () => answered(status, '600');
      await world.sendOne(message(1));
      await world.sendOne(message(2));
      expect(world.posts).toHaveLength(1);
      expect(world.endpoint()?.probeAt).toBe('2026-03-14T09:36:54.000Z');
      expect(world.stateOf(2)).toBe('parked');
    },
  );

  it('is disabled after five days of nothing but failures', async () => {
    const failingSince = '2026-03-09T09:26:54.000Z';
    const world = aWorld({ ...NEW, failureCount: 90, failingSince });
    world.answer = () => answered(500);
    await world.sendOne(message(1));
    expect(world.endpoint()).toMatchObject({
      state: 'disabled',
      disabledReason: 'every attempt has failed since 2026-03-09T09:26:54.000Z',
      disableNoticePendingSince: '2026-03-14T09:26:54.000Z',
      failingSince,
      missedSince: failingSince,
    });
    expect(world.metrics.sums.get('EndpointDisabled')).toBe(1);
    await world.sendOne(message(2));
    expect(world.stateOf(2)).toBe('dropped');
  });
});

describe('an endpoint that nothing is known of', () => {
  it('gets one delivery at a time until it takes one; the others wait a moment', async () => {
    const world = aWorld(NEW);
    const posting = Promise.withResolvers<void>();
    world.answer = async () => {
      await posting.promise;
      return answered(200);
    };
    const first = world.sendOne(message(1));
    expect(await world.sendOne(message(2))).toBe('again');
    expect(world.delays).toStrictEqual([2]);
    posting.resolve();
    await first;
    expect(await world.sendOne(message(2), 2)).toBe('done');
    expect([1, 2].map(world.stateOf)).toStrictEqual(['delivered', 'delivered']);
    expect(world.endpoint()).not.toHaveProperty('drainSince');
  });

  it('has those parked that have waited long enough', async () => {
    const world = aWorld({ ...NEW, probeAt: '2026-03-14T09:28:00.000Z' });
    expect(await world.sendOne(message(1), 2)).toBe('done');
    expect(world.stateOf(1)).toBe('parked');
    expect(world.endpoint()?.drainSince).toBe('2026-03-14T08:26:54.000Z');
  });

  it('parks nothing that no drain would find: it may have been disabled this moment', async () => {
    const world = aWorld({ ...NEW, probeAt: '2026-03-14T09:28:00.000Z' });
    const known = world.endpoint()!;
    // The sender reads the row twice before it decides to park.
    let reads = 0;
    world.endpoints.get = () => {
      reads += 1;
      return reads <= 2 ? known : { ...known, state: 'disabled' };
    };
    expect(await world.sendOne(message(1), 2)).toBe('again');
    expect([world.stateOf(1), world.delays]).toStrictEqual([undefined, [2]]);
  });

  it('gets another prober when the first falls silent', async () => {
    const world = aWorld({ ...NEW, probeAt: '2026-03-14T09:26:53.000Z' });
    expect(await world.sendOne(message(1))).toBe('done');
    expect(world.stateOf(1)).toBe('delivered');
  });
});

describe('trouble of the sender itself', () => {
  it('defers a delivery, and counts nothing for it or against its endpoint', async () => {
    const world = aWorld();
    world.answer = () => senderFault('unresolved', 'getaddrinfo EAI_AGAIN');
    expect(await world.sendOne(message(1))).toBe('again');
    expect(await world.sendOne(message(1), 9)).toBe('again');
    expect(world.delays).toStrictEqual([5, 45]);
    expect([world.rows.size, world.endpointWrites]).toStrictEqual([0, 0]);
    expect(world.metrics.sums.get('DeliveryDeferred')).toBe(2);
    expect(world.log.lines[0]).toMatchObject({
      code: 'delivery.deferred',
      fields: { eventId: 'evt_1', endpointId: 'ep_1', failure: 'unresolved' },
    });
  });

  it('counts from the tenth receive on, until the delivery is exhausted', async () => {
    const world = aWorld();
    world.answer = () => senderFault('unresolved', 'getaddrinfo EAI_AGAIN');
    for (const attemptCount of [1, 2, 3, 4]) {
      const lease = world.rows.get('evt_1/ep_1')?.nextAttemptAt;
      await world.sendOne({ ...message(1), lease }, 10);
      expect(world.rows.get('evt_1/ep_1')).toMatchObject({ attemptCount });
      world.nowMs += 3_600_000;
    }
    expect(world.stateOf(1)).toBe('exhausted');
    expect(world.metrics.sums.get('DeliveryExhausted')).toBe(1);
    expect(world.endpoint()).toMatchObject({ failureCount: 4 });
  });

  it('does not make the endpoint suspect, though it is a timeout', async () => {
    const world = aWorld();
    world.answer = () => senderFault('timeout', 'a kept connection brought no answer');
    await world.sendOne(message(1));
    expect(world.endpoint()).not.toHaveProperty('suspectSince');
  });

  it('gives the probe of a failing endpoint back', async () => {
    const world = aWorld({ ...NEW, failureCount: 3, failingSince: HEALTHY.lastSuccessAt });
    world.answer = () => senderFault('unresolved', 'getaddrinfo EAI_AGAIN');
    await world.sendOne(message(1));
    expect(world.endpoint()).toMatchObject({
      failureCount: 3,
      probeAt: '2026-03-14T09:26:59.000Z',
    });
  });
});

describe('a test at an endpoint whose circuit is open', () => {
  const open = {
    ...NEW,
    failureCount: 9,
    failingSince: '2026-03-14T08:00:00.000Z',
    probeAt: '2026-03-14T10:00:00.000Z',
  };
  const aTest = aDeliveryMessage({ replay: 'order-1', once: true });

  it('is attempted at once and once only, and not announced', async () => {
    const world = aWorld(open);
    world.answer = () => answered(503);
    expect(await world.sendOne(aTest)).toBe('done');
    expect(await world.sendOne(aTest, 2)).toBe('done');
    expect(world.posts).toHaveLength(1);
    const row = world.rows.get('evt_1/ep_1');
    expect(row).toMatchObject({ state: 'exhausted', attempts: [{ statusCode: 503 }] });
    expect(row).not.toHaveProperty('dueShard');
    expect(world.metrics.sums.get('DeliveryExhausted')).toBeUndefined();
    expect(world.endpoint()?.failureCount).toBe(10);
  });

  it.each([
    ['a healthy endpoint that hangs', HEALTHY, failedPost('timeout', 'aborted')],
    ['trouble of the sender', HEALTHY, senderFault('unresolved', 'EAI_AGAIN')],
  ])('ends after one attempt, with %s', async (_, state, answer) => {
    const world = aWorld(state);
    world.answer = () => answer;
    expect(await world.sendOne(aTest)).toBe('done');
    expect(await world.sendOne(aTest, 2)).toBe('done');
    expect(world.posts.map(({ earlyTimeoutMs }) => earlyTimeoutMs)).toStrictEqual([undefined]);
    expect(world.stateOf(1)).toBe('exhausted');
  });

  it('is attempted though another delivery has become the prober meanwhile', async () => {
    const world = aWorld(open);
    const tests = ['evt_1', 'evt_2', 'evt_3'].map((eventId) => ({ ...aTest, eventId }));
    await Promise.all(tests.map((test) => world.sendOne(test, 2)));
    expect(world.posts).toHaveLength(3);
    expect([1, 2, 3].map(world.stateOf)).toStrictEqual(['delivered', 'delivered', 'delivered']);
  });

  it('closes the circuit when it succeeds', async () => {
    const world = aWorld(open);
    await world.sendOne(aTest);
    expect(world.endpoint()).not.toHaveProperty('failingSince');
  });
});

describe('a success that was recorded but not noted at its endpoint', () => {
  const failingSince = '2026-03-14T09:20:00.000Z';
  const failing = { ...NEW, failureCount: 1, failingSince, probeAt: failingSince };

  it('is noted when the message is redelivered, so a failure days later disables nothing', async () => {
    const world = aWorld(failing);
    await world.sendOne(message(1));
    // The function has died before the note.
    world.endpoints.set('ep_1', EndpointState.parse(failing));
    expect(await world.sendOne(message(1), 2)).toBe('done');
    expect(world.posts).toHaveLength(1);
    expect(world.endpoint()).not.toHaveProperty('failingSince');
    expect(world.endpoint()?.lastSuccessAt).toBe('2026-03-14T09:26:54.000Z');
    world.nowMs += 121 * 3_600_000;
    world.answer = () => answered(503);
    await world.sendOne(message(2));
    expect(world.endpoint()?.state).toBe('enabled');
  });

  it('ends no failures that began after it', async () => {
    const world = aWorld(failing);
    await world.sendOne(message(1));
    const later = { ...failing, failingSince: '2026-03-14T09:26:54.001Z' };
    world.endpoints.set('ep_1', EndpointState.parse(later));
    await world.sendOne(message(1), 2);
    expect(world.endpoint()?.failingSince).toBe(later.failingSince);
  });
});

describe('a healthy endpoint that suddenly does not answer', () => {
  it('is left soon and becomes suspect, which counts as no attempt', async () => {
    const world = aWorld();
    world.answer = () => failedPost('timeout', 'aborted');
    expect(await world.sendOne(message(1))).toBe('again');
    expect(world.posts[0]?.earlyTimeoutMs).toBe(10_000);
    expect([world.rows.size, world.delays]).toStrictEqual([0, [2]]);
    expect(world.endpoint()).toMatchObject({ suspectSince: '2026-03-14T09:26:54.000Z' });
    expect(await world.sendOne(message(1), 2)).toBe('again');
    expect(world.posts[1]?.earlyTimeoutMs).toBeUndefined();
    expect(world.rows.get('evt_1/ep_1')).toMatchObject({ state: 'retrying', attemptCount: 1 });
  });

  it('is trusted again, with more patience, once it has answered', async () => {
    const world = aWorld({ ...HEALTHY, suspectSince: HEALTHY.lastSuccessAt });
    world.answer = () => {
      world.nowMs += 4000;
      return answered(200);
    };
    await world.sendOne(message(1), 2);
    expect(world.endpoint()).toMatchObject({ answerMs: 4000 });
    expect(world.endpoint()).not.toHaveProperty('suspectSince');
    await world.sendOne(message(2));
    expect(world.posts[1]?.earlyTimeoutMs).toBe(12_000);
  });
});

it('counts to an endpoint only the exchange that it answered, not one over a dead connection', async () => {
  const world = aWorld({
    ...HEALTHY,
    answerMs: undefined,
    lastSuccessAt: '2026-03-14T09:20:54.000Z',
  });
  world.answer = () => {
    world.nowMs += 10_300;
    return { kind: 'answered', statusCode: 200, excerpt: '', lostMs: 10_000 };
  };
  await world.sendOne(message(1));
  expect(world.endpoint()?.answerMs).toBe(300);
  expect(world.rows.get('evt_1/ep_1')?.attempts).toStrictEqual([
    { at: '2026-03-14T09:27:04.000Z', durationMs: 300, statusCode: 200 },
  ]);
});

it('lastSuccessAt is written at most every five minutes', async () => {
  const world = aWorld();
  for (let n = 0; n < 10; n += 1) {
    await world.sendOne(message(n));
    world.nowMs += 60_000;
  }
  expect(world.endpointWrites).toBe(2);
});
