import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoVaultRecords } from '../../../lambdas/adapters/dynamo-vault-records.ts';
import { createKeyTable } from '../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

let dynamo: LocalDynamo;

beforeAll(async () => {
  dynamo = await startLocalDynamo();
  await createKeyTable(dynamo.client, 'records', ['vaultName']);
});
afterAll(() => dynamo.stop());

it('remembers vaults with and without a former configuration, and forgets them', async () => {
  const records = createDynamoVaultRecords(dynamo.client, 'records');
  const photos = {
    vaultName: 'photos',
    topicArns: ['topic-2', 'topic-1'],
    previous: { topicArn: 'theirs', events: ['InventoryRetrievalCompleted'] },
    releasedBy: 'request-1',
  };
  await records.keep({ ...photos, topicArns: ['topic-1'] });
  await records.keep(photos);
  await records.keep({ vaultName: 'backups', topicArns: ['topic-1'], previous: undefined });
  const kept = [...(await records.list())].sort((a, b) => (a.vaultName < b.vaultName ? -1 : 1));
  expect(kept).toStrictEqual([{ vaultName: 'backups', topicArns: ['topic-1'] }, photos]);
  await records.forget('photos');
  await records.forget('photos');
  expect((await records.list()).map(({ vaultName }) => vaultName)).toStrictEqual(['backups']);
});
