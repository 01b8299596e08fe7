import middy from '@middy/core';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoGroupIndex, createDynamoGroups } from '../adapters/dynamo/groups.ts';
import { createDynamoJobStore } from '../adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../adapters/dynamo/known-jobs.ts';
import { createDynamoMemberIndex } from '../adapters/dynamo/member-index.ts';
import { readNow } from '../adapters/system-clock.ts';
import { deadlineOf } from '../core/function/deadline.ts';
import { readEnv } from '../core/function/environment.ts';
import { toLifePolicy } from '../core/function/recording-env.ts';
import { createRecorder } from '../core/job/record.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { GroupMonitorEnv } from './env.ts';
import { createGroupMonitor } from './handler.ts';

const env = readEnv(GroupMonitorEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'group-monitor'>();
const dynamo = createDynamoClient();
const policy = toLifePolicy(env);

const onDamaged = (reason: string) => {
  metrics.count('GroupUnreadable');
  log.error('group.unreadable', new Error(reason));
};

const monitor = createGroupMonitor({
  groups: {
    ...createDynamoGroups(dynamo, env.GROUPS_TABLE_NAME),
    ...createDynamoGroupIndex(dynamo, env.GROUPS_TABLE_NAME, onDamaged),
  },
  members: createDynamoMemberIndex(dynamo, env.JOBS_TABLE_NAME),
  known: createDynamoKnownJobs(dynamo, env.JOBS_TABLE_NAME, { isConsistent: true }),
  record: createRecorder(createDynamoJobStore(dynamo, env.JOBS_TABLE_NAME), policy),
  policy: {
    ...policy,
    accountId: env.ACCOUNT_ID,
    region: env.AWS_REGION,
    quietHours: env.GROUP_QUIET_HOURS,
  },
  now: readNow,
  log,
  metrics,
});

/** Runs every minute. */
export const handler = middy()
  .use(middleware)
  .handler((_event, context) => monitor(deadlineOf(() => context.getRemainingTimeInMillis())));
