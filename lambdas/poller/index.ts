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
import { createPollerInvocations, type ScheduledEvent } from './invocation.ts';

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

const invocations = createPollerInvocations(poller);
const remaining = (context: Context) => () => context.getRemainingTimeInMillis();

const onSchedule = middy<ScheduledEvent>()
  .use(middleware)
  .handler((event, context) => invocations.onSchedule(event, remaining(context)));

const onQueue = middy<SQSEvent>()
  .use(middleware)
  .use(partialBatch(log))
  .handler((event, context) => invocations.onQueue(event, remaining(context)));

/** Invoked by the schedule, and by PollQueue with what an earlier run left. */
export const handler = (event: ScheduledEvent | SQSEvent, context: Context) =>
  'Records' in event ? onQueue(event, context) : onSchedule(event, context);
