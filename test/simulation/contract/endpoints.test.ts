import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoEndpointStates } from '../../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoUnhealthyEndpoints } from '../../../lambdas/adapters/dynamo/endpoints/troubled.ts';
import {
  disableEndpoint,
  type EndpointChange,
  electProber,
  finishDrain,
  markNotified,
  markSettled,
  noteFailure,
  notePark,
  noteSuccess,
  suspectEndpoint,
  yieldProbe,
} from '../../../lambdas/core/endpoint/changes.ts';
import type { EndpointState } from '../../../lambdas/core/endpoint/state.ts';
import { createEndpointsTable } from '../../../simulation/ports/endpoints-table.ts';
import { createFakeLog } from '../../support/fake-telemetry.ts';
import { createKeyTable, putRow } from '../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

const BASE_MS = Date.parse('2026-03-14T08:00:00.000Z');
const ROWS = [
  { endpointId: 'ep_1', state: 'enabled', description: 'of our own' },
  { endpointId: 'ep_10', state: 'enabled', eventTypes: ['glacier.job.failed'] },
  { endpointId: 'ep_2', state: 'disabled', disabledReason: 'by its owner' },
] as const;
const IDS = [...ROWS.map(({ endpointId }) => endpointId), 'removed'];

let local: LocalDynamo;
let tables = 0;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

/** Makes a change of what a copy knows, at an instant. */
type Make = (known: EndpointState, nowMs: number) => EndpointChange | undefined;

const failure = (isOverloaded: boolean, hasLease: boolean): Make => {
  const slowdown = { isOverloaded, atLeastMs: isOverloaded ? 120_000 : 0 };
  return (known, nowMs) => {
    const lease = hasLease ? known.probeAt : undefined;
    return noteFailure(known, { startedMs: nowMs - 200, nowMs, slowdown, lease });
  };
};

/** What an operator does: every change starts from an enabled endpoint. */
const enable: Make = () => ({
  when: { state: 'disabled' },
  set: { state: 'enabled' },
  remove: ['disabledReason', 'failingSince'],
});

const CHANGES: Readonly<Record<string, Make>> = {
  electProber,
  enable,
  yieldProbe: ({ probeAt = 'none' }, nowMs) => yieldProbe(probeAt, nowMs),
  noteSuccess: (known, nowMs) => noteSuccess(known, { startedMs: nowMs - 300, nowMs }),
  notePark,
  suspectEndpoint: (_, nowMs) => suspectEndpoint(nowMs),
  failure: failure(false, false),
  overload: failure(true, false),
  failedProbe: failure(false, true),
  disableEndpoint: (_, nowMs) => disableEndpoint('it answered 410 Gone', nowMs - 100, nowMs),
  finishDrain,
  markNotified: ({ disableNoticePendingSince = 'none' }) => markNotified(disableNoticePendingSince),
  markSettled,
};

const step = fc.record({
  endpointId: fc.constantFrom(...IDS),
  name: fc.constantFrom(...Object.keys(CHANGES)),
  /** How old the row is that the copy knows. */
  back: fc.constantFrom(0, 0, 0, 1, 3),
  afterMs: fc.constantFrom(0, 1, 5000, 60_000, 300_000),
});

const byId = (rows: readonly EndpointState[]) =>
  rows.toSorted((a, b) => (a.endpointId < b.endpointId ? -1 : 1));

const createBothSides = async () => {
  tables += 1;
  const table = `contract-endpoints-${tables}`;
  await createKeyTable(local.client, table, ['endpointId']);
  for (const row of ROWS) await putRow(local.client, table, row);
  return {
    real: createDynamoEndpointStates(local.client, table),
    unhealthy: createDynamoUnhealthyEndpoints(local.client, table, createFakeLog()),
    simulated: createEndpointsTable(ROWS as readonly Partial<EndpointState>[]),
  };
};

it('changes an endpoint and lists unhealthy ones as DynamoDB does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      const { real, unhealthy, simulated } = await createBothSides();
      const histories = new Map(IDS.map((endpointId) => [endpointId, [{ endpointId }]]));
      let nowMs = BASE_MS;
      for (const { endpointId, name, back, afterMs } of steps) {
        nowMs += afterMs;
        const history = histories.get(endpointId)!;
        const row = await simulated.current(endpointId);
        expect(await real.current(endpointId)).toStrictEqual(row);
        if (row) history.push(row);
        const known = (history.at(-1 - back) ?? history[0]) as EndpointState;
        const change = CHANGES[name]!(known, nowMs);
        if (!change) continue;
        const changed = await simulated.change(endpointId, change);
        expect(await real.change(endpointId, change)).toStrictEqual(changed);
        expect(byId(await unhealthy.list())).toStrictEqual(byId(simulated.listUnhealthy()));
      }
    }),
    { numRuns: 50 },
  );
});
