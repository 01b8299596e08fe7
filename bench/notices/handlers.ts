import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import axios from 'axios';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { createIntake } from '../../lambdas/intake/handler.ts';
import { silent } from '../../simulation/functions/tools.ts';
import { NOTICED_AT } from './notice-messages.ts';

/** Takes one message that Glacier sent. */
export type TakeNotice = (message: string) => Promise<void>;

/** The function `intake` on a table: all of it but the queue of failed notices, which stays empty. */
export const createServiceIntake = (client: DynamoDBClient, table: string) =>
  createIntake({
    record: createRecorder(createDynamoJobStore(client, table), DEFAULT_LIFE_POLICY),
    failedNotices: { keep: ({ reason }) => Promise.reject(new Error(reason)) },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    now: () => NOTICED_AT,
    ...silent,
  });

/**
 * A handler as they are usually written: look whether the job is known, put it, and call the webhook.
 *
 * A crash between the last two loses the webhook, and two notices at once send it twice.
 */
export const createUsualHandler = (
  client: DynamoDBClient,
  table: string,
  webhookUrl?: string,
): TakeNotice => {
  const documents = DynamoDBDocumentClient.from(client);
  return async (message) => {
    const notice: Readonly<Record<string, unknown>> = JSON.parse(message);
    const { VaultARN, JobId } = notice;
    const known = await documents.send(
      new GetCommand({ TableName: table, Key: { VaultARN, JobId } }),
    );
    if (known.Item?.['StatusCode'] === notice['StatusCode']) return;
    await documents.send(new PutCommand({ TableName: table, Item: { ...notice } }));
    if (webhookUrl !== undefined) await axios.post(webhookUrl, notice);
  };
};
