import { setTimeout as wait } from 'node:timers/promises';
import middy from '@middy/core';
import type { Context, SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoJobIndex } from '../adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../adapters/dynamo/known-jobs.ts';
import { createGlacierClient } from '../adapters/glacier/client.ts';
import { createGlacier } from '../adapters/glacier/describe-job.ts';
import { createGlacierLists } from '../adapters/glacier/lists.ts';
import { createSqsPollQueue } from '../adapters/messaging/poll-queue.ts';
import { createSqsClient } from '../adapters/messaging/sqs-client.ts';
import { readNow } from '../adapters/system-clock.ts';
import { readEnv } from '../core/function/environment.ts';
import { toLifePolicy, toVaultScope } from '../core/function/recording-env.ts';
import { createRecorder } from '../core/job/record.ts';
import { partialBatch } from '../middleware/partial-batch.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { PollerEnv } from './env.ts';
import { createPoller } from './handler.ts';
import { readPollMessage } from './poll-message.ts';

const env = readEnv(PollerEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'poller'>();
const dynamo = createDynamoClient();
const glacier = createGlacierClient(env.GLACIER_ENDPOINT_URL);
const policy = toLifePolicy(env);

const poller = createPoller({
  index: createDynamoJobIndex(dynamo, env.JOBS_TABLE_NAME),
  known: createDynamoKnownJobs(dynamo, env.JOBS_TABLE_NAME),
  glacier: { ...createGlacier(glacier), ...createGlacierLists(glacier) },
  record: createRecorder(createDynamoJobStore(dynamo, env.JOBS_TABLE_NAME), policy),
  pollQueue: createSqsPollQueue(createSqsClient(), env.POLL_QUEUE_URL),
  scope: toVaultScope(env),
  policy,
  polling: env.POLLING,
  now: readNow,
  wait: (ms) => wait(ms),
  log,
  metrics,
});

/** Time to finish what was begun, and to requeue the remainder. */
const RESERVE_MS = 15_000;
const createDeadline = (context: Context) => () => context.getRemainingTimeInMillis() < RESERVE_MS;

/** The schedules' inputs: `tick` every minute, `sweep` now and then. */
interface Wake {
  readonly tick?: string;
  readonly sweep?: string;
}

const onSchedule = middy<Wake>()
  .use(middleware)
  .handler(({ tick, sweep }, context) => {
    const deadline = createDeadline(context);
    return sweep === undefined ? poller.tick(tick, deadline) : poller.sweep(deadline);
  });

const onQueue = middy<SQSEvent>()
  .use(middleware)
  .use(partialBatch(log))
  .handler((event, context) =>
    Promise.allSettled(
      event.Records.map(async ({ body }) => {
        await poller.resume(readPollMessage(body), createDeadline(context));
        return 'done' as const;
      }),
    ),
  );

/** Invoked by the schedule, and by PollQueue with what an earlier run left. */
export const handler = (event: Wake | SQSEvent, context: Context) =>
  'Records' in event ? onQueue(event, context) : onSchedule(event, context);
