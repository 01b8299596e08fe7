import middy from '@middy/core';
import type { SNSEvent } from 'aws-lambda';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoJobStore } from '../adapters/dynamo/job-store.ts';
import { createSendJson } from '../adapters/messaging/json-queue.ts';
import { createSqsClient } from '../adapters/messaging/sqs-client.ts';
import { readNow } from '../adapters/system-clock.ts';
import { readEnv } from '../core/function/environment.ts';
import { toLifePolicy, toVaultScope } from '../core/function/recording-env.ts';
import { createRecorder } from '../core/job/record.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { IntakeEnv } from './env.ts';
import { createIntake } from './handler.ts';

const env = readEnv(IntakeEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'intake'>();

/** Receives Glacier's notices from SNS. */
export const handler = middy<SNSEvent>()
  .use(middleware)
  .handler(
    createIntake({
      record: createRecorder(
        createDynamoJobStore(createDynamoClient(), env.JOBS_TABLE_NAME),
        toLifePolicy(env),
      ),
      failedNotices: { keep: createSendJson(createSqsClient(), env.FAILED_NOTICES_QUEUE_URL) },
      scope: toVaultScope(env),
      now: readNow,
      log,
      metrics,
    }),
  );
