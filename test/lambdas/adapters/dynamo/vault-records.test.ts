import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoVaultRecords } from '../../../../lambdas/adapters/dynamo/vault-records.ts';
import { decideClaim } from '../../../../lambdas/core/vault/claim.ts';
import { createFakeLog } from '../../../support/fake-telemetry.ts';
import { createKeyTable, putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

let dynamo: LocalDynamo;

beforeAll(async () => {
  dynamo = await startLocalDynamo();
  await createKeyTable(dynamo.client, 'records', ['vaultName']);
});
afterAll(() => dynamo.stop());

it('remembers vaults with and without a former configuration, and forgets them', async () => {
  const records = createDynamoVaultRecords(dynamo.client, 'records', createFakeLog());
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

it('keeps what a later version added, and lists the others beside a damaged row', async () => {
  await createKeyTable(dynamo.client, 'later-records', ['vaultName']);
  const log = createFakeLog();
  const records = createDynamoVaultRecords(dynamo.client, 'later-records', log);
  const previous = { topicArn: 'theirs', events: [], laterPart: 1 };
  const sound = { vaultName: 'photos', topicArns: ['topic'], previous, laterMember: 'x' };
  await putRow(dynamo.client, 'later-records', sound);
  await putRow(dynamo.client, 'later-records', { vaultName: 'damaged', topicArns: 7 });
  expect(await records.list()).toStrictEqual([sound]);
  const claim = decideClaim(
    {
      vaultName: 'photos',
      reading: { kind: 'set', configuration: { topicArn: 'topic', events: [] } },
      record: (await records.list())[0],
    },
    { topicArn: 'topic', isOwnTopic: true, mayTakeOver: false, isRollback: false },
  );
  expect(claim).toMatchObject({ record: sound });
});
