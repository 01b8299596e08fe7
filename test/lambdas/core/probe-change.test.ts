import { describe, expect, it } from 'vitest';
import {
  disableEndpoint,
  doubtEndpoint,
  electProber,
  finishDrain,
  markSettled,
  noteFailure,
  noteSuccess,
  overdueReason,
} from '../../../lambdas/core/probe-change.ts';
import { EndpointState } from '../../../lambdas/core/probe-state.ts';

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

  it('ends all trouble, and drains what was parked since an hour before it', () => {
    const failing = endpoint({
      failingSince: ago(HOUR_MS),
      failureCount: 7,
      lastSuccessAt: ago(1),
    });
    expect(noteSuccess(failing, { startedMs, nowMs })).toStrictEqual({
      when: { state: 'enabled' },
      set: { lastSuccessAt: now, answerMs: 100 },
      setOnce: { drainFrom: ago(2 * HOUR_MS) },
      remove: ['failingSince', 'failureCount', 'doubtedAt', 'probeAt'],
    });
  });

  it.each([
    ['a new endpoint answers at once', {}, 100, false, {}],
    ['a new endpoint takes its time', {}, 1000, false, { drainFrom: ago(HOUR_MS + 1000) }],
    ['an earlier prober fell silent', {}, 100, true, { drainFrom: ago(HOUR_MS + 100) }],
    ['it was doubted', { doubtedAt: ago(1) }, 100, false, { drainFrom: ago(HOUR_MS + 100) }],
  ])('drains only what may be there: %s', (_, state, tookMs, isTakeOver, setOnce) => {
    const known = endpoint({ probeAt: ago(-1000), ...state });
    const change = noteSuccess(known, { startedMs: nowMs - tookMs, nowMs, isTakeOver });
    expect(change?.setOnce).toStrictEqual(setOnce);
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
    set: { state: 'disabled', disabledReason: 'gone', untoldDisabledAt: now },
    setOnce: { failingSince: ago(100) },
    remove: ['failureCount', 'doubtedAt', 'probeAt'],
  });
});

it('doubtEndpoint keeps the first doubt', () => {
  expect(doubtEndpoint(nowMs)).toStrictEqual({
    when: { state: 'enabled' },
    setOnce: { doubtedAt: now },
  });
});

it.each([
  ['at once', 59_999, undefined],
  ['after a minute', 60_000, { when: { drainFrom: ago(5) }, remove: ['drainFrom'] }],
])('finishDrain %s', (_, ms, expected) => {
  const state = endpoint({ drainFrom: ago(5), lastSuccessAt: ago(ms) });
  expect(finishDrain(state, nowMs)).toStrictEqual(expected);
});

it('markSettled does nothing to an endpoint that has changed meanwhile', () => {
  const { when } = markSettled(endpoint({ state: 'disabled', failingSince: ago(5) }));
  expect(when).toStrictEqual({ state: 'disabled', failingSince: ago(5), drainFrom: null });
});
