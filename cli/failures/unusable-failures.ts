import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { DamagedItemError } from '../../lambdas/core/errors.ts';
import { createDynamoGroupEntries } from '../../operations/aws/tables/group-entries.ts';
import { createDynamoJobFinder } from '../../operations/aws/tables/job-finder.ts';
import { readDeadLetter } from '../../operations/redrive/deliveries.ts';
import { readFailedEvent } from '../../operations/redrive/failed-event.ts';
import { type FailedMessage, listFailed } from '../../operations/redrive/failure-queue.ts';
import { isUnusableNotice } from '../../operations/redrive/notices.ts';
import type { Service } from '../deployment/service.ts';
import { type Failures, openFailureQueue } from './failure-queues.ts';

/** Checks whether a message can never be redriven. */
export type IsUnusable = (message: FailedMessage) => Promise<boolean>;

/** Creates the check for the messages of a failure queue. */
export const createIsUnusable = (
  { outputs, place, clock, clientConfig, settings }: Service,
  failures: Failures,
): IsUnusable => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const find = createDynamoJobFinder(dynamo, outputs.JobsTableName);
  const entries = createDynamoGroupEntries(dynamo, outputs.GroupsTableName);
  const judges: Readonly<Record<Failures, IsUnusable>> = {
    notices: async (message) =>
      isUnusableNotice(message, place, clock.now(), settings.retentionDays),
    // A damaged row can be fixed; one that was removed leaves nothing to build an event from.
    events: async ({ body }) => {
      const failed = readFailedEvent(body);
      if (failed === undefined) return true;
      if ('group' in failed) return (await entries.get(failed).catch(keepDamaged)) === undefined;
      const { vaultArn, jobId } = failed;
      return !(await find(vaultArn, jobId)).some((found) => found.jobId === jobId);
    },
    deliveries: async ({ body }) => readDeadLetter(body) === undefined,
  };
  return judges[failures];
};

const keepDamaged = (error: unknown) => {
  if (error instanceof DamagedItemError) return error;
  throw error;
};

const MOST_READ = 100;

/** Checks whether the first messages of a failure queue are all unusable; leaves them in the queue. */
export const holdsOnlyUnusable = async (service: Service, failures: Failures) => {
  const messages = await listFailed(openFailureQueue(service, failures), MOST_READ);
  const judged = await Promise.all(messages.map(createIsUnusable(service, failures)));
  return judged.length > 0 && judged.every((isUnusable) => isUnusable);
};
