import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoEndpointStates } from '../../../../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoUnhealthyEndpoints } from '../../../../../lambdas/adapters/dynamo/endpoints/troubled.ts';
import { createCachedStates } from '../../../../../lambdas/core/endpoint/cache.ts';
import {
  disableEndpoint,
  electProber,
  noteFailure,
  noteSuccess,
} from '../../../../../lambdas/core/endpoint/changes.ts';
import { createFakeLog } from '../../../../support/fake-telemetry.ts';
import { createKeyTable, putRow } from '../../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../../support/local-dynamo.ts';

const nowMs = Date.parse('2026-03-14T12:00:00.000Z');
const failed = { startedMs: nowMs - 100, nowMs, slowdown: { isOverloaded: false, atLeastMs: 0 } };

let local: LocalDynamo;
let tables = 0;
let table: string;

beforeAll(async () => {
  local = await startLocalDynamo();
});

afterAll(() => local.stop());

beforeEach(async () => {
  tables += 1;
  table = `endpoints-${tables}`;
  await createKeyTable(local.client, table, ['endpointId']);
  await putRow(local.client, table, { endpointId: 'ep_1', state: 'enabled', description: 'mine' });
});

const aKeeper = (clock = { nowMs: 0 }) =>
  createCachedStates(createDynamoEndpointStates(local.client, table), {
    maxAgeMs: 5000,
    nowMs: () => clock.nowMs,
  });

describe('a change', () => {
  it('sets, counts and removes, and leaves the rest alone', async () => {
    const states = aKeeper();
    const row = (await states.current('ep_1'))!;
    await states.change('ep_1', noteFailure(row, failed));
    const twice = await states.change('ep_1', noteFailure(row, { ...failed, startedMs: nowMs }));
    expect(twice).toMatchObject({
      description: 'mine',
      failureCount: 2,
      failingSince: '2026-03-14T11:59:59.900Z',
      probeAt: '2026-03-14T12:00:05.000Z',
    });
    const recovered = await states.change(
      'ep_1',
      noteSuccess(twice!, { startedMs: nowMs, nowMs })!,
    );
    expect(recovered).toStrictEqual({
      ...row,
      lastSuccessAt: '2026-03-14T12:00:00.000Z',
      answerMs: 0,
      lastOutageSince: '2026-03-14T11:59:59.900Z',
      drainSince: '2026-03-14T10:59:59.900Z',
    });
    expect(await aKeeper().current('ep_1')).toStrictEqual(recovered);
  });

  it('elects one prober of many', async () => {
    const states = aKeeper();
    const row = (await states.current('ep_1'))!;
    const elected = await Promise.all(
      Array.from({ length: 10 }, (_, n) => states.change('ep_1', electProber(row, nowMs + n))),
    );
    expect(elected.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it('is not made to an endpoint that is disabled or gone', async () => {
    const states = aKeeper();
    const row = (await states.current('ep_1'))!;
    const change = disableEndpoint('gone', nowMs, nowMs);
    expect(await states.change('ep_1', change)).toMatchObject({ state: 'disabled' });
    expect(await states.change('ep_1', change)).toBeUndefined();
    expect(await states.change('ep_1', noteFailure(row, failed))).toBeUndefined();
    expect(await states.change('ep_2', noteFailure(row, failed))).toBeUndefined();
    expect(await states.current('ep_2')).toBeUndefined();
  });
});

describe('what is recent', () => {
  it('is remembered for a while, but not past a change of its own or a refused one', async () => {
    const clock = { nowMs };
    const states = aKeeper(clock);
    const row = (await states.recent('ep_1'))!;
    const elsewhere = await aKeeper().change('ep_1', noteFailure(row, failed));
    expect(await states.recent('ep_1')).toStrictEqual(row);
    clock.nowMs += 5000;
    expect(await states.recent('ep_1')).toStrictEqual(elsewhere);
    const own = await states.change('ep_1', noteFailure(row, failed));
    expect(await states.recent('ep_1')).toStrictEqual(own);
    const other = await aKeeper().change('ep_1', noteFailure(row, failed));
    await states.change('ep_1', electProber(row, nowMs));
    expect(await states.recent('ep_1')).toStrictEqual(other);
  });
});

describe('endpoints in trouble', () => {
  it.each(['failingSince', 'probeAt', 'drainSince', 'disableNoticePendingSince'])(
    'are those that have %s, as far as they can be read',
    async (name) => {
      const at = new Date(nowMs).toISOString();
      const log = createFakeLog();
      let unreadable = 0;
      const troubled = createDynamoUnhealthyEndpoints(local.client, table, log, () => {
        unreadable += 1;
      });
      await putRow(local.client, table, { endpointId: 'ep_2', state: 'enabled', [name]: at });
      await putRow(local.client, table, { endpointId: 'ep_3', state: 'perhaps', [name]: at });
      const found = await troubled.list();
      expect(found.map(({ endpointId }) => endpointId)).toStrictEqual(['ep_2']);
      expect(log.lines).toMatchObject([{ code: 'endpoint.unreadable' }]);
      expect(unreadable).toBe(1);
      const changed = await troubled.change('ep_2', { when: { [name]: at }, remove: [name] });
      expect(changed).not.toHaveProperty(name);
      expect(await troubled.list()).toStrictEqual([]);
    },
  );
});
