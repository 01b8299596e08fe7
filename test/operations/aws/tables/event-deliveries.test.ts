import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoEventDeliveries } from '../../../../operations/aws/tables/event-deliveries.ts';
import { createKeyTable, putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

let local: LocalDynamo;
beforeAll(async () => {
  local = await startLocalDynamo();
  await createKeyTable(local.client, 'deliveries', ['eventId', 'endpointId']);
});
afterAll(() => local.stop());

it('finds the deliveries of an event, but for rows that cannot be read', async () => {
  const row = {
    eventId: 'evt_1',
    endpointId: 'ep_1',
    eventType: 'glacier.job.succeeded',
    state: 'delivered',
    attempts: [],
    attemptCount: 1,
    expireAt: 1,
  };
  const second = { ...row, endpointId: 'ep_2' };
  const rows = [row, second, { ...row, eventId: 'evt_2' }];
  for (const one of [...rows, { ...row, endpointId: 'ep_3', state: 'lost' }]) {
    await putRow(local.client, 'deliveries', one);
  }
  const damaged: string[] = [];
  const onDamaged = (reason: string) => void damaged.push(reason);
  const find = createDynamoEventDeliveries(local.client, 'deliveries', onDamaged);
  expect(await find('evt_1')).toStrictEqual([row, second]);
  expect(damaged).toStrictEqual([expect.stringMatching(/Deliveries.*"lost".*ep_3/)]);
});
