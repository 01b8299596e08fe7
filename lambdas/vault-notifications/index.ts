import { setTimeout as wait } from 'node:timers/promises';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { createCloudFormationAnswer } from '../adapters/cloudformation/answer.ts';
import { createCloudFormationStack } from '../adapters/cloudformation/stack.ts';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoVaultRecords } from '../adapters/dynamo/vault-records.ts';
import { createGlacierClient } from '../adapters/glacier/client.ts';
import { createGlacierLists } from '../adapters/glacier/lists.ts';
import { createGlacierVaults } from '../adapters/glacier/vault-notifications.ts';
import { readEnv } from '../core/function/environment.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { timeForVaults } from './deadline.ts';
import { VaultNotificationsEnv } from './env.ts';
import { createVaultNotifications } from './handler.ts';

const env = readEnv(VaultNotificationsEnv, process.env);
const { log, middleware } = createTelemetry();
const glacier = createGlacierClient(env.GLACIER_ENDPOINT_URL);

const handleRequest = createVaultNotifications({
  vaults: createGlacierVaults(glacier),
  lists: createGlacierLists(glacier),
  records: createDynamoVaultRecords(createDynamoClient(), env.VAULT_RECORDS_TABLE_NAME, log),
  stackState: createCloudFormationStack(),
  answer: createCloudFormationAnswer({ wait }),
  stack: { partition: env.PARTITION, region: env.AWS_REGION, accountId: env.ACCOUNT_ID },
  wait,
  log,
});

/** Is invoked by CloudFormation for the custom resource VaultNotifications. */
export const handler = middy<unknown>()
  .use(middleware)
  .handler((event, context: Context) =>
    handleRequest(event, AbortSignal.timeout(timeForVaults(context.getRemainingTimeInMillis()))),
  );
