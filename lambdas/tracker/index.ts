import middy from '@middy/core';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoJobStore } from '../adapters/dynamo/job-store.ts';
import { createGlacierClient } from '../adapters/glacier/client.ts';
import { createGlacier } from '../adapters/glacier/describe-job.ts';
import { createSendJson } from '../adapters/messaging/json-queue.ts';
import { createSqsClient } from '../adapters/messaging/sqs-client.ts';
import { readNow } from '../adapters/system-clock.ts';
import { readEnv } from '../core/function/environment.ts';
import { toLifePolicy, toVaultScope } from '../core/function/recording-env.ts';
import { createRecorder } from '../core/job/record.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { TrackerEnv } from './env.ts';
import { createTracker } from './handler.ts';

const env = readEnv(TrackerEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'tracker'>();

/** Receives from EventBridge what CloudTrail records of InitiateJob. */
export const handler = middy<unknown>()
  .use(middleware)
  .handler(
    createTracker({
      glacier: createGlacier(createGlacierClient(env.GLACIER_ENDPOINT_URL)),
      record: createRecorder(
        createDynamoJobStore(createDynamoClient(), env.JOBS_TABLE_NAME),
        toLifePolicy(env),
      ),
      failedTracks: { keep: createSendJson(createSqsClient(), env.FAILED_TRACKS_QUEUE_URL) },
      scope: toVaultScope(env),
      now: readNow,
      log,
      metrics,
    }),
  );
