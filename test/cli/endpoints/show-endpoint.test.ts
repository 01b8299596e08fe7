import { expect, it } from 'vitest';
import { describeEndpoint, withCircuit } from '../../../cli/endpoints/show-endpoint.ts';
import { readEndpointState } from '../../../lambdas/core/endpoint/state.ts';

const NOW_MS = Date.parse('2026-03-14T09:00:00.000Z');
const SOON = '2026-03-14T09:00:20.000Z';
const EARLIER = '2026-03-14T08:50:00.000Z';

/** Shows an endpoint whose row holds this. */
const show = (row: object, parked = 0) => {
  const state = readEndpointState({ endpointId: 'ep_1', state: 'enabled', ...row });
  const secret = { url: 'https://example.com/', headerNames: [], secrets: [] };
  return withCircuit({ ...state, ...secret, parked }, state, NOW_MS);
};

it.each([
  ['untested', {}, undefined],
  ['sending', { lastSuccessAt: '2026-03-13T09:00:00.000Z' }, undefined],
  ['sending', { lastSuccessAt: EARLIER, probeAt: SOON }, undefined],
  ['paused', { failingSince: EARLIER, failureCount: 9, probeAt: SOON }, SOON],
  ['probing', { failingSince: EARLIER, failureCount: 9, probeAt: EARLIER }, EARLIER],
  ['probing', { probeAt: SOON }, SOON],
  [undefined, { state: 'disabled' }, undefined],
])('an endpoint is %s: %j', (circuit, row, probeAt) => {
  expect(show(row)).toMatchObject({ circuit, probeAt });
});

it.each([
  [99, 'parked       99', false],
  [100, 'parked       100 or more', true],
])('of %i parked deliveries it says whether there may be more', (parked, line, isParkedMore) => {
  const shown = show({}, parked);
  expect(describeEndpoint(shown)).toContain(line);
  expect(shown.isParkedMore).toBe(isParkedMore);
});
