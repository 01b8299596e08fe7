import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import { createRecorder } from '../../../../lambdas/core/job/record.ts';
import { createDynamoJobScanner } from '../../../../operations/aws/tables/job-scan.ts';
import type { JobPage } from '../../../../operations/replay/events.ts';
import { KEY, POLICY, pending } from '../../../support/evidence.ts';
import { createKeyTable } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const TABLE = 'ScannedJobs';
const NOW = '2026-03-14T12:00:00.000Z';
let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createKeyTable(local.client, TABLE, ['vaultArn', 'jobId']);
});
afterAll(() => local.stop());

it('counts the rows that it cannot read, and gives the others', async () => {
  const store = createDynamoJobStore(local.client, TABLE);
  await createRecorder(store, POLICY)(pending('registration', NOW), NOW);
  const put = (jobId: string, row: object) =>
    local.client.send(
      new PutItemCommand({ TableName: TABLE, Item: { ...marshall({ ...KEY, jobId }), ...row } }),
    );
  await put('future', { status: { S: 'Abandoned' } });
  await put('bare', { status: { S: 'InProgress' } });
  // No number of JavaScript: by itself the SDK refuses to read it.
  const large = { Key: marshall(KEY), UpdateExpression: 'SET laterSize = :size' };
  const ExpressionAttributeValues = { ':size': { N: '9007199254740993.5' } };
  await local.client.send(
    new UpdateItemCommand({ TableName: TABLE, ...large, ExpressionAttributeValues }),
  );
  const pages: JobPage[] = [];
  const scanner = createDynamoJobScanner(local.client, TABLE);
  for await (const page of scanner.pages('2026-03-15T00:00:00.000Z')) pages.push(page);
  expect(pages.flatMap(({ jobs }) => jobs).map(({ jobId }) => jobId)).toStrictEqual([KEY.jobId]);
  expect(pages.map(({ damaged }) => damaged)).toStrictEqual([2]);
});
