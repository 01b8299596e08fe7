import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createDynamoEndpointLister,
  createDynamoEndpoints,
} from '../../../../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoEndpointSecrets } from '../../../../../lambdas/adapters/dynamo/endpoints/secrets.ts';
import { DEFAULT_EVENT_TYPES } from '../../../../../lambdas/core/endpoint/endpoint.ts';
import { createFakeLog } from '../../../../support/fake-telemetry.ts';
import { createKeyTable, putRow } from '../../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../../support/local-dynamo.ts';

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
});

describe('createDynamoEndpointLister', () => {
  it('reads every page', async () => {
    // Four rows of 300 kB do not fit into one page of 1 MB.
    const description = 'd'.repeat(300_000);
    const ids = ['ep_1', 'ep_2', 'ep_3', 'ep_4'];
    for (const endpointId of ids) {
      await putRow(local.client, table, { endpointId, state: 'enabled', description });
    }
    const endpoints = await createDynamoEndpointLister(local.client, table, createFakeLog()).list();
    expect(endpoints.map(({ endpointId }) => endpointId).toSorted()).toStrictEqual(ids);
    expect(endpoints[0]).toMatchObject({ eventTypes: DEFAULT_EVENT_TYPES, filter: {} });
  });

  it.each([
    { state: 'perhaps' },
    { state: 'enabled', failingSince: 'yesterday' },
    { state: 'enabled', probeAt: 'soon' },
    { state: 'enabled', drainSince: '' },
    { state: 'enabled', lastSuccessAt: '2026' },
  ])('leaves out a row with %o, logs it and has it counted', async (damaged) => {
    const log = createFakeLog();
    let unreadable = 0;
    await putRow(local.client, table, { endpointId: 'ep_1', state: 'enabled' });
    await putRow(local.client, table, { endpointId: 'ep_2', ...damaged });
    const lister = createDynamoEndpointLister(local.client, table, log, () => {
      unreadable += 1;
    });
    expect((await lister.list()).map(({ endpointId }) => endpointId)).toStrictEqual(['ep_1']);
    expect(unreadable).toBe(1);
    expect(log.lines).toMatchObject([
      { level: 'error', code: 'endpoint.unreadable', fields: { endpointId: 'ep_2' } },
    ]);
  });
});

it('lists an endpoint although what operators alone see of it is damaged', async () => {
  const damaged = { description: 7, createdAt: [], urlHost: {}, disabledReason: true };
  await putRow(local.client, table, { endpointId: 'ep_1', state: 'enabled', ...damaged });
  const log = createFakeLog();
  const endpoints = await createDynamoEndpointLister(local.client, table, log).list();
  expect(endpoints).toMatchObject([{ endpointId: 'ep_1', state: 'enabled' }]);
  expect(log.lines).toStrictEqual([]);
});

describe('createDynamoEndpoints', () => {
  const enabled = {
    endpointId: 'ep_1',
    state: 'enabled',
    failingSince: '2026-03-14T00:00:00.000Z',
  };

  it('gets an endpoint, or nothing when there is none', async () => {
    const endpoints = createDynamoEndpoints(local.client, table);
    await putRow(local.client, table, enabled);
    expect(await endpoints.get('ep_1')).toMatchObject(enabled);
    expect(await endpoints.get('ep_2')).toBeUndefined();
  });
});

describe('createDynamoEndpointSecrets', () => {
  const row = {
    endpointId: 'ep_1',
    url: 'https://example.com/',
    secrets: [{ secret: 'whsec_x', createdAt: '2026-03-14T00:00:00.000Z' }],
  };

  it('gets a row, or nothing when there is none', async () => {
    const secrets = createDynamoEndpointSecrets(local.client, table);
    await putRow(local.client, table, row);
    expect(await secrets.get('ep_1')).toStrictEqual({ ...row, headers: {} });
    expect(await secrets.get('ep_2')).toBeUndefined();
  });

  it('names the endpoint of a row that it cannot read', async () => {
    await putRow(local.client, table, { ...row, secrets: 'whsec_x' });
    await expect(createDynamoEndpointSecrets(local.client, table).get('ep_1')).rejects.toThrow(
      'The secrets of endpoint ep_1 cannot be read',
    );
  });
});
