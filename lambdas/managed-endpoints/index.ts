import { setTimeout as wait } from 'node:timers/promises';
import middy from '@middy/core';
import { createDynamoAdoptSecret } from '../../operations/aws/tables/adopt-secret.ts';
import { createDynamoEndpointRows } from '../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../operations/aws/tables/endpoint-secret-rows.ts';
import { createCloudFormationAnswer } from '../adapters/cloudformation/answer.ts';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDialPolicy } from '../adapters/https/dial-policy.ts';
import { createSecretsManager } from '../adapters/secrets-manager.ts';
import { readEnv } from '../core/function/environment.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { ManagedEndpointsEnv } from './env.ts';
import { createManagedEndpoints } from './handler.ts';

const env = readEnv(ManagedEndpointsEnv, process.env);
const { log, middleware } = createTelemetry();
const dynamo = createDynamoClient();
const { isRefused: isRefusedAddress } = createDialPolicy(env.ALLOWED_CIDRS);

const handleRequest = createManagedEndpoints({
  endpoints: createDynamoEndpointRows(dynamo, env.ENDPOINTS_TABLE_NAME, log),
  secrets: createDynamoEndpointSecretRows(dynamo, env.ENDPOINT_SECRETS_TABLE_NAME),
  adoptSecret: createDynamoAdoptSecret(dynamo, env.ENDPOINT_SECRETS_TABLE_NAME),
  readSecret: createSecretsManager(),
  urlRules: { allowHttp: env.ALLOW_HTTP, isRefusedAddress },
  dashboardUrl: env.DASHBOARD_URL,
  answer: createCloudFormationAnswer({ wait }),
  nowMs: Date.now,
  wait,
  log,
});

/** Is invoked by CloudFormation for custom resources of the type WebhookEndpoint. */
export const handler = middy<unknown>().use(middleware).handler(handleRequest);
