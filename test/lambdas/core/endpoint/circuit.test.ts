import { describe, expect, it } from 'vitest';
import {
  circuitOf,
  earlyTimeoutMs,
  isProbeDue,
} from '../../../../lambdas/core/endpoint/circuit.ts';
import { EndpointState } from '../../../../lambdas/core/endpoint/state.ts';

const nowMs = Date.parse('2026-03-14T12:00:00.000Z');
const past = '2026-03-14T11:59:59.000Z';
const future = '2026-03-14T12:00:01.000Z';
const lately = '2026-03-14T11:00:01.000Z';

const endpoint = (state: Partial<EndpointState>) =>
  EndpointState.parse({ endpointId: 'ep_1', state: 'enabled', ...state });

describe('circuitOf', () => {
  it.each<[string, Partial<EndpointState>, string]>([
    ['has accepted a delivery within the hour', { lastSuccessAt: lately }, 'closed'],
    [
      'has failed twice since',
      { lastSuccessAt: lately, failureCount: 2, probeAt: future },
      'closed',
    ],
    ['has failed three times running', { lastSuccessAt: lately, failureCount: 3 }, 'half-open'],
    ['fails, and its probe is due', { failureCount: 3, probeAt: past }, 'half-open'],
    ['fails, and its probe is not due', { failureCount: 3, probeAt: future }, 'open'],
    ['is suspect', { lastSuccessAt: lately, suspectSince: past }, 'half-open'],
    [
      'is suspect and being probed',
      { lastSuccessAt: lately, suspectSince: past, probeAt: future },
      'probing',
    ],
    ['is new', {}, 'half-open'],
    ['is new and being probed', { probeAt: future }, 'probing'],
    ['was last heard of an hour ago', { lastSuccessAt: '2026-03-14T11:00:00.000Z' }, 'half-open'],
  ])('of an endpoint that %s', (_, state, circuit) => {
    expect(circuitOf(endpoint(state), nowMs)).toBe(circuit);
  });
});

it('isProbeDue only where a probe was planned', () => {
  const due = [{}, { probeAt: future }, { probeAt: past }].map((state) =>
    isProbeDue(endpoint(state), nowMs),
  );
  expect(due).toStrictEqual([false, false, true]);
});

it.each([
  ['gives the full time to one that nothing is known of', undefined, undefined],
  ['is half the timeout with a fast one', 40, 10_000],
  ['has more with a slow one', 4000, 12_000],
  ['gives the full time to one that is always slow', 8000, undefined],
])('earlyTimeoutMs %s', (_, answerMs, expected) => {
  expect(earlyTimeoutMs(endpoint({ answerMs }), 20_000)).toBe(expected);
});
