import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SigningSecret } from '../../../../lambdas/core/endpoint/secret.ts';
import { createDynamoAdoptSecret } from '../../../../operations/aws/tables/adopt-secret.ts';
import { createDynamoEndpointSecretRows } from '../../../../operations/aws/tables/endpoint-secret-rows.ts';
import { createKeyTable } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const TABLE = 'endpoint-secrets';
const createdAt = '2026-03-14T09:00:00.000Z';
const END = '2026-03-15T09:00:00.000Z';
const LATER = '2026-03-16T09:00:00.000Z';
const EARLIER = '2026-03-14T21:00:00.000Z';
const named = (secret: string, expiresAt?: string) => ({
  secret,
  createdAt,
  ...(expiresAt && { expiresAt }),
});

let local: LocalDynamo;
let count = 0;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createKeyTable(local.client, TABLE, ['endpointId']);
});

afterAll(() => local.stop());

/** Adopts a secret for an endpoint with others, and reads what it then has. */
const adopt = async (secrets: SigningSecret[], name: string, end = END) => {
  count += 1;
  const endpointId = `ep_${count}`;
  const rows = createDynamoEndpointSecretRows(local.client, TABLE);
  await rows.add({ endpointId, url: 'https://example.com/', headers: {}, secrets });
  await createDynamoAdoptSecret(local.client, TABLE)(endpointId, named(name), end);
  return (await rows.get(endpointId))?.secrets;
};

it.each([
  ['puts a new one first and ends the other', [named('a')], [named('b'), named('a', END)]],
  ['leaves the one that is there', [named('b')], [named('b')]],
  ['ends the other after a crash', [named('b'), named('a')], [named('b'), named('a', END)]],
  ['shortens a longer grace', [named('b'), named('a', LATER)], [named('b'), named('a', END)]],
  ['keeps a shorter grace', [named('b'), named('a', EARLIER)], [named('b'), named('a', EARLIER)]],
  [
    'takes one back that was replaced',
    [named('a'), named('b', LATER)],
    [named('b'), named('a', END), named('b', LATER)],
  ],
  [
    'keeps four others',
    [named('a'), ...['1', '2', '3', '4'].map((old) => named(old, EARLIER))],
    [named('b'), named('a', END), ...['1', '2', '3'].map((old) => named(old, EARLIER))],
  ],
])('%s', async (_, secrets, expected) => {
  expect(await adopt(secrets, 'b')).toStrictEqual(expected);
});

it('writes no row for an endpoint that is gone', async () => {
  await createDynamoAdoptSecret(local.client, TABLE)('ep_gone', named('b'), END);
  const rows = createDynamoEndpointSecretRows(local.client, TABLE);
  expect(await rows.get('ep_gone')).toBeUndefined();
});
