import { describe, expect, it } from 'vitest';
import { EndpointState, isProbeDue, patienceMs, probeGate } from '../../../lambdas/core/circuit.ts';

const nowMs = Date.parse('2026-03-14T12:00:00.000Z');
const past = '2026-03-14T11:59:59.000Z';
const future = '2026-03-14T12:00:01.000Z';
const lately = '2026-03-14T11:00:01.000Z';

const endpoint = (state: Partial<EndpointState>) =>
  EndpointState.parse({ endpointId: 'ep_1', state: 'enabled', ...state });

describe('probeGate', () => {
  it.each<[string, Partial<EndpointState>, string]>([
    ['has taken something within the hour', { lastSuccessAt: lately }, 'open'],
    ['has failed twice since', { lastSuccessAt: lately, failureCount: 2, probeAt: future }, 'open'],
    ['has failed three times running', { lastSuccessAt: lately, failureCount: 3 }, 'probe'],
    ['fails, and its probe is due', { failureCount: 3, probeAt: past }, 'probe'],
    ['fails, and its probe is not due', { failureCount: 3, probeAt: future }, 'closed'],
    ['has left somebody waiting', { lastSuccessAt: lately, doubtedAt: past }, 'probe'],
    ['is doubted and asked', { lastSuccessAt: lately, doubtedAt: past, probeAt: future }, 'busy'],
    ['is new', {}, 'probe'],
    ['is new and being tried', { probeAt: future }, 'busy'],
    ['was last heard of an hour ago', { lastSuccessAt: '2026-03-14T11:00:00.000Z' }, 'probe'],
  ])('of an endpoint that %s', (_, state, gate) => {
    expect(probeGate(endpoint(state), nowMs)).toBe(gate);
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
])('patience %s', (_, answerMs, expected) => {
  expect(patienceMs(endpoint({ answerMs }), 20_000)).toBe(expected);
});
