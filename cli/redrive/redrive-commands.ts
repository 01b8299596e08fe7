import { createDynamoClient } from '../../lambdas/adapters/dynamo-client.ts';
import { createDynamoEndpointLister } from '../../lambdas/adapters/dynamo-endpoints.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo-job-store.ts';
import { createSnsClient } from '../../lambdas/adapters/sns-client.ts';
import { createSnsEventsTopic } from '../../lambdas/adapters/sns-events-topic.ts';
import { createSqsClient } from '../../lambdas/adapters/sqs-client.ts';
import { createSqsDeliveryQueue } from '../../lambdas/adapters/sqs-delivery-queue.ts';
import { createRecorder } from '../../lambdas/core/record.ts';
import { redriveDelivery } from '../../lambdas/core/redrive-deliveries.ts';
import { redriveEvent } from '../../lambdas/core/redrive-events.ts';
import { redriveNotice } from '../../lambdas/core/redrive-notices.ts';
import type { Context } from '../framework/context.ts';
import type { ExitCode } from '../framework/exit-code.ts';
import { createOperatorLog } from '../framework/operator-log.ts';
import { runRedrive } from './run-redrive.ts';

/** Records the notices of FailedNoticesQueue. */
export const redriveNotices = async (context: Context): Promise<ExitCode> => {
  const service = await context.connect();
  const { outputs, place, settings, clock, clientConfig } = service;
  const jobs = createDynamoJobStore(
    createDynamoClient(clientConfig('dynamodb')),
    outputs.JobsTableName,
  );
  const deps = {
    record: createRecorder(jobs, settings),
    scope: { ...place, vaults: settings.vaults },
    now: clock.now,
  };
  return runRedrive(context, service, {
    queue: 'FailedNoticesQueueUrl',
    what: 'failed notices',
    handle: (message) => redriveNotice(message, deps),
  });
};

/** Announces the events of FailedEventsQueue. */
export const redriveEvents = async (context: Context): Promise<ExitCode> => {
  const service = await context.connect();
  const { outputs, clientConfig } = service;
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const log = createOperatorLog(context.output);
  const deps = {
    jobs: createDynamoJobStore(dynamo, outputs.JobsTableName),
    endpoints: await createDynamoEndpointLister(dynamo, outputs.EndpointsTableName, log).list(),
    topic: createSnsEventsTopic(createSnsClient(clientConfig('sns')), outputs.EventsTopicArn),
    queue: createSqsDeliveryQueue(createSqsClient(clientConfig('sqs')), outputs.DeliveryQueueUrl),
  };
  return runRedrive(context, service, {
    queue: 'FailedEventsQueueUrl',
    what: 'failed events',
    handle: (message) => redriveEvent(message, deps),
  });
};

/** Puts the messages of DeliveryDeadLetterQueue back into DeliveryQueue. */
export const redriveDeliveries = async (context: Context): Promise<ExitCode> => {
  const service = await context.connect();
  const { outputs, clientConfig } = service;
  const sqs = createSqsClient(clientConfig('sqs'));
  const deps = { queue: createSqsDeliveryQueue(sqs, outputs.DeliveryQueueUrl) };
  return runRedrive(context, service, {
    queue: 'DeliveryDeadLetterQueueUrl',
    what: 'dead deliveries',
    handle: (message) => redriveDelivery(message, deps),
  });
};
