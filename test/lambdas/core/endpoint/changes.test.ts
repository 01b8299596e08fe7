import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import { isDrained } from '../../../../lambdas/core/delivery/drain.ts';
import {
  disableEndpoint,
  electProber,
  finishDrain,
  markSettled,
  noteFailure,
  notePark,
  noteSuccess,
  overdueReason,
  suspectEndpoint,
} from '../../../../lambdas/core/endpoint/changes.ts';
import { EndpointState } from '../../../../lambdas/core/endpoint/state.ts';

const nowMs = Date.parse('2026-03-14T12:00:00.000Z');
const now = '2026-03-14T12:00:00.000Z';
const startedMs = nowMs - 100;
const HOUR_MS = 3_600_000;
const noSlowdown = { isOverloaded: false, atLeastMs: 0 };

const endpoint = (state: Partial<EndpointState> = {}) =>
  EndpointState.parse({ endpointId: 'ep_1', state: 'enabled', ...state });
const ago = (ms: number) => new Date(nowMs - ms).toISOString();
const after = (change: { set?: object; setOnce?: object }) => {
  const { probeAt } = { ...change.setOnce, ...change.set } as { probeAt: string };
  return Date.parse(probeAt) - nowMs;
};

describe('electProber', () => {
  it('lets only one of those win who saw the same', () => {
    expect(electProber(endpoint(), nowMs)).toStrictEqual({
      when: { state: 'enabled', probeAt: null },
      set: { probeAt: '2026-03-14T12:02:00.000Z' },
    });
    expect(electProber(endpoint({ probeAt: ago(1) }), nowMs).when['probeAt']).toBe(ago(1));
  });
});

describe('noteSuccess', () => {
  it('writes at most every five minutes while all is well', () => {
    const note = (lastSuccessAt: string) =>
      noteSuccess(endpoint({ lastSuccessAt }), { startedMs, nowMs });
    expect(note(ago(299_999))).toBeUndefined();
    expect(note(ago(300_000))).toStrictEqual({
      when: { state: 'enabled', lastSuccessAt: ago(300_000) },
      set: { lastSuccessAt: now, answerMs: 100 },
    });
  });

  it('ends all trouble, and drains what waits since an hour before it', () => {
    const failing = endpoint({
      failingSince: ago(HOUR_MS),
      failureCount: 7,
      lastSuccessAt: ago(1),
    });
    expect(noteSuccess(failing, { startedMs, nowMs })).toStrictEqual({
      when: { state: 'enabled' },
      set: { lastSuccessAt: now, answerMs: 100, lastOutageSince: ago(HOUR_MS) },
      setOnce: { drainSince: ago(2 * HOUR_MS) },
      remove: ['failingSince', 'failureCount', 'suspectSince', 'probeAt'],
    });
  });

  it.each([
    ['it is new', {}],
    ['it was suspect', { suspectSince: ago(1) }],
  ])('leaves the drain to whoever parks where nothing has failed: %s', (_, state) => {
    const known = endpoint({ probeAt: ago(-1000), ...state });
    expect(noteSuccess(known, { startedMs, nowMs })).not.toHaveProperty('setOnce');
  });
});

it.each([
  ['an hour before now', {}, HOUR_MS],
  ['an hour before the failures began', { failingSince: ago(HOUR_MS) }, 2 * HOUR_MS],
])('notePark has deliveries drained from %s', (_, state, ms) => {
  expect(notePark(endpoint(state), nowMs)).toStrictEqual({
    when: { state: 'enabled' },
    setOnce: { drainSince: ago(ms) },
  });
});

describe('isDrained', () => {
  const lastOutageSince = ago(HOUR_MS);
  const row = (changes: Partial<Delivery>): Delivery => ({
    eventId: 'evt_1',
    endpointId: 'ep_1',
    eventType: 'webhook.test',
    state: 'retrying',
    dueShard: '1',
    attempts: [{ at: lastOutageSince, durationMs: 1 }],
    attemptCount: 1,
    expireAt: 0,
    ...changes,
  });
  const attempts = [10 * HOUR_MS, HOUR_MS, 1000].map((ms) => ({ at: ago(ms), durationMs: 1 }));

  it.each<[string, Partial<Delivery>, string | undefined, boolean]>([
    ['is parked', { state: 'parked', attempts, attemptCount: 3 }, lastOutageSince, true],
    ['failed during the outage alone', {}, lastOutageSince, true],
    [
      'failed before it, for an earlier order',
      { attempts, attemptCount: 2 },
      lastOutageSince,
      true,
    ],
    ['failed before it', { attempts, attemptCount: 3 }, lastOutageSince, false],
    ['failed when nothing is known of an outage', {}, undefined, false],
    ['waits in the queue', { dueShard: undefined }, lastOutageSince, false],
    ['has ended', { state: 'exhausted' }, lastOutageSince, false],
  ])('of a delivery that %s', (_, changes, from, expected) => {
    expect(isDrained(row(changes), endpoint({ lastOutageSince: from }))).toBe(expected);
  });
});

describe('noteFailure', () => {
  const failed = { startedMs, nowMs, slowdown: noSlowdown };

  it('counts, and moves no probe that others have planned', () => {
    expect(noteFailure(endpoint(), failed)).toStrictEqual({
      when: { state: 'enabled' },
      setOnce: { failingSince: ago(100), probeAt: '2026-03-14T12:00:05.000Z' },
      add: { failureCount: 1 },
    });
  });

  it('of the prober plans the next probe, unless its lease has been taken over', () => {
    expect(noteFailure(endpoint(), { ...failed, lease: ago(-1) })).toStrictEqual({
      when: { state: 'enabled', probeAt: ago(-1) },
      set: { probeAt: '2026-03-14T12:00:05.000Z' },
      setOnce: { failingSince: ago(100) },
      add: { failureCount: 1 },
    });
  });

  it.each([
    ['a quarter of the outage', { failingSince: ago(400_000) }, {}, 100_000],
    ['an hour at most', { failingSince: ago(100 * HOUR_MS) }, {}, HOUR_MS],
    ['five seconds at least', { failingSince: ago(1000) }, {}, 5000],
    [
      'no later than the delivery itself',
      { failingSince: ago(HOUR_MS) },
      { ownDelayMs: 7000 },
      7000,
    ],
    [
      'as long as the receiver asked for',
      {},
      { slowdown: { isOverloaded: false, atLeastMs: 9 * HOUR_MS }, ownDelayMs: 9 * HOUR_MS },
      9 * HOUR_MS,
    ],
  ])('probes again after %s', (_, state, changes, expected) => {
    expect(after(noteFailure(endpoint(state), { ...failed, ...changes }))).toBe(expected);
  });

  it('closes the endpoint at once on overload', () => {
    const slowdown = { isOverloaded: true, atLeastMs: 60_000 };
    expect(noteFailure(endpoint(), { ...failed, slowdown }).add).toStrictEqual({ failureCount: 3 });
  });
});

it('overdueReason comes after so long of nothing but failures', () => {
  const reason = (ms: number) =>
    overdueReason(endpoint({ failingSince: ago(ms) }), { nowMs, disableAfterMs: 120 * HOUR_MS });
  expect(reason(120 * HOUR_MS - 1)).toBeUndefined();
  expect(reason(120 * HOUR_MS)).toBe('every attempt has failed since 2026-03-09T12:00:00.000Z');
  expect(overdueReason(endpoint(), { nowMs, disableAfterMs: 0 })).toBeUndefined();
});

it('disableEndpoint leaves the marks for its owner and its parked deliveries', () => {
  expect(disableEndpoint('gone', startedMs, nowMs)).toStrictEqual({
    when: { state: 'enabled' },
    set: { state: 'disabled', disabledReason: 'gone', disableNoticePendingSince: now },
    setOnce: { failingSince: ago(100), missedSince: ago(100) },
    remove: ['failureCount', 'suspectSince', 'probeAt'],
  });
});

it('suspectEndpoint keeps the first time', () => {
  expect(suspectEndpoint(nowMs)).toStrictEqual({
    when: { state: 'enabled' },
    setOnce: { suspectSince: now },
  });
});

it.each([
  ['at once', 59_999, undefined],
  [
    'after a minute, unless it has been probed since',
    60_000,
    {
      when: { drainSince: ago(5), probeAt: null, lastSuccessAt: ago(60_000) },
      remove: ['drainSince'],
    },
  ],
])('finishDrain %s', (_, ms, expected) => {
  const state = endpoint({ drainSince: ago(5), lastSuccessAt: ago(ms) });
  expect(finishDrain(state, nowMs)).toStrictEqual(expected);
});

it('markSettled does nothing to an endpoint that has changed meanwhile', () => {
  const { when } = markSettled(endpoint({ state: 'disabled', failingSince: ago(5) }));
  expect(when).toStrictEqual({ state: 'disabled', failingSince: ago(5), drainSince: null });
});
