import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoEndpointRows } from '../../../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../../../operations/aws/tables/endpoint-secret-rows.ts';
import type { EndpointRows, EndpointSecretRows } from '../../../../operations/endpoints/ports.ts';
import { createFakeLog } from '../../../support/fake-telemetry.ts';
import { createKeyTable, putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

let local: LocalDynamo;
let tables = 0;
let table: string;
let rows: EndpointRows;
let secrets: EndpointSecretRows;

beforeAll(async () => {
  local = await startLocalDynamo();
});

afterAll(() => local.stop());

beforeEach(async () => {
  tables += 1;
  table = `rows-${tables}`;
  await createKeyTable(local.client, table, ['endpointId']);
  rows = createDynamoEndpointRows(local.client, table, createFakeLog());
  secrets = createDynamoEndpointSecretRows(local.client, table);
});

describe('createDynamoEndpointRows', () => {
  const row = { endpointId: 'ep_1', state: 'enabled', description: undefined } as const;

  const readRow = async () => {
    const command = new GetItemCommand({ TableName: table, Key: marshall({ endpointId: 'ep_1' }) });
    return unmarshall((await local.client.send(command)).Item ?? {});
  };

  it('adds, counts and removes, and never adds over another row', async () => {
    expect(await rows.count()).toBe(0);
    await rows.add(row);
    await expect(rows.add({ ...row, description: 'other' })).rejects.toThrow();
    expect(await rows.count()).toBe(1);
    expect(await rows.list()).toMatchObject([{ endpointId: 'ep_1' }]);
    expect(await rows.get('ep_1')).not.toHaveProperty('description');
    expect([await rows.remove('ep_1'), await rows.remove('ep_1')]).toStrictEqual([true, false]);
    expect(await rows.count()).toBe(0);
  });

  it('counts every page', async () => {
    const description = 'd'.repeat(300_000);
    for (const endpointId of ['ep_1', 'ep_2', 'ep_3', 'ep_4']) {
      await rows.add({ endpointId, state: 'enabled', description });
    }
    expect(await rows.count()).toBe(4);
  });

  it('changes what is chosen, and leaves alone how the endpoint fares', async () => {
    const fares = {
      failingSince: '2026-03-14T00:00:00.000Z',
      lastSuccessAt: '2026-03-13T00:00:00.000Z',
    };
    await putRow(local.client, table, { ...row, ...fares, description: 'old', filter: {} });
    const choice = { description: null, filter: { tiers: ['Bulk'] }, urlHost: undefined };
    expect(await rows.change('ep_1', choice)).toBe(true);
    expect(await rows.get('ep_1')).toMatchObject({ ...fares, filter: { tiers: ['Bulk'] } });
    expect(await rows.get('ep_1')).not.toHaveProperty('description');
  });

  it('enables as if it had never failed, and has what is parked looked for', async () => {
    const trouble = {
      disabledReason: 'gone',
      disableNoticePendingSince: 'then',
      failingSince: 'then',
      missedSince: 'then',
      failureCount: 3,
      suspectSince: 'then',
      probeAt: 'now',
    };
    await putRow(local.client, table, { ...row, ...trouble, state: 'disabled', description: 'd' });
    expect(await rows.enable('ep_1')).toBe(true);
    expect(await readRow()).toStrictEqual({
      endpointId: 'ep_1',
      state: 'enabled',
      description: 'd',
      drainSince: '1970-01-01T00:00:00.000Z',
    });
  });

  it('leaves a drain alone that is under way', async () => {
    await putRow(local.client, table, { ...row, description: 'd', drainSince: '2026' });
    await rows.enable('ep_1');
    expect(await readRow()).toMatchObject({ drainSince: '2026' });
  });

  it('disables with the latest reason, and makes its notice and the drain of parked deliveries due', async () => {
    const fares = { failingSince: 'then', failureCount: 1, suspectSince: 'then', probeAt: 'now' };
    await putRow(local.client, table, { ...row, ...fares, description: 'd' });
    expect(await rows.disable('ep_1', 'one', 0)).toBe(true);
    expect(await rows.disable('ep_1', 'two', 1000)).toBe(true);
    expect(await readRow()).toStrictEqual({
      endpointId: 'ep_1',
      description: 'd',
      state: 'disabled',
      disabledReason: 'two',
      failingSince: 'then',
      missedSince: '1970-01-01T00:00:00.000Z',
      disableNoticePendingSince: '1970-01-01T00:00:01.000Z',
      drainSince: '1970-01-01T00:00:00.000Z',
    });
  });

  it('brings no removed endpoint back', async () => {
    expect([
      await rows.change('ep_1', { description: 'a' }),
      await rows.change('ep_1', {}),
      await rows.enable('ep_1'),
      await rows.disable('ep_1', 'a', 0),
    ]).toStrictEqual([false, false, false, false]);
    expect(await rows.count()).toBe(0);
  });
});

describe('createDynamoEndpointSecretRows', () => {
  const one = { secret: 'whsec_1', createdAt: '2026-03-14T00:00:00.000Z' };
  const two = { secret: 'whsec_2', createdAt: '2026-03-15T00:00:00.000Z' };
  const row = { endpointId: 'ep_1', url: 'https://a.test/', headers: { A: 'b' }, secrets: [one] };

  it('adds and removes, and never adds over another row', async () => {
    await secrets.add(row);
    await expect(secrets.add({ ...row, url: 'https://b.test/' })).rejects.toThrow();
    expect(await secrets.get('ep_1')).toStrictEqual(row);
    await secrets.remove('ep_1');
    await secrets.remove('ep_1');
    expect(await secrets.get('ep_1')).toBeUndefined();
  });

  it('changes URL or headers, and nothing of a row that is gone', async () => {
    await secrets.add(row);
    expect(await secrets.retarget('ep_1', { url: 'https://b.test/' })).toBe(true);
    expect(await secrets.get('ep_1')).toStrictEqual({ ...row, url: 'https://b.test/' });
    expect(await secrets.retarget('ep_1', { headers: {} })).toBe(true);
    expect(await secrets.get('ep_1')).toMatchObject({ url: 'https://b.test/', headers: {} });
    expect(await secrets.retarget('ep_2', { headers: {} })).toBe(false);
  });

  it('replaces secrets unless they were replaced concurrently', async () => {
    await secrets.add(row);
    const next = [two, { ...one, expiresAt: '2026-03-16T00:00:00.000Z' }];
    const change = { endpointId: 'ep_1', secrets: next, previous: [one] };
    expect(await secrets.replaceSecrets(change)).toBe(true);
    expect(await secrets.get('ep_1')).toStrictEqual({ ...row, secrets: next });
    expect(await secrets.replaceSecrets(change)).toBe(false);
    const third = [{ ...two, secret: 'whsec_3' }];
    expect(await secrets.replaceSecrets({ ...change, secrets: third, previous: next })).toBe(true);
  });
});
