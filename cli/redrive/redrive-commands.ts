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
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import type { ExitCode } from '../framework/exit-code.ts';
import { createOperatorLog } from '../framework/operator-log.ts';
import type { Output } from '../framework/output.ts';
import type { Failures } from './failure-queues.ts';
import { type RedriveCommand, runRedrive } from './run-redrive.ts';

type CreateHandle = (
  service: Service,
  output: Output,
) => RedriveCommand['handle'] | Promise<RedriveCommand['handle']>;

/** Records the notices of FailedNoticesQueue. */
const notices: CreateHandle = ({ outputs, place, settings, clock, clientConfig }) => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const deps = {
    record: createRecorder(createDynamoJobStore(dynamo, outputs.JobsTableName), settings),
    scope: { ...place, vaults: settings.vaults },
    now: clock.now,
  };
  return (message) => redriveNotice(message, deps);
};

/** Announces the events of FailedEventsQueue. */
const events: CreateHandle = async ({ outputs, clientConfig }, output) => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const log = createOperatorLog(output);
  const deps = {
    jobs: createDynamoJobStore(dynamo, outputs.JobsTableName),
    endpoints: await createDynamoEndpointLister(dynamo, outputs.EndpointsTableName, log).list(),
    topic: createSnsEventsTopic(createSnsClient(clientConfig('sns')), outputs.EventsTopicArn),
    queue: createSqsDeliveryQueue(createSqsClient(clientConfig('sqs')), outputs.DeliveryQueueUrl),
  };
  return (message) => redriveEvent(message, deps);
};

/** Puts the messages of DeliveryDeadLetterQueue back into DeliveryQueue. */
const deliveries: CreateHandle = ({ outputs, clientConfig }) => {
  const sqs = createSqsClient(clientConfig('sqs'));
  const deps = { queue: createSqsDeliveryQueue(sqs, outputs.DeliveryQueueUrl) };
  return (message) => redriveDelivery(message, deps);
};

const HANDLES: Readonly<Record<Failures, CreateHandle>> = { notices, events, deliveries };

/** Deals with the messages of a failure queue by the rules of the functions. */
export const redriveFailures = async (context: Context, failures: Failures): Promise<ExitCode> => {
  const service = await context.connect();
  const handle = await HANDLES[failures](service, context.output);
  return runRedrive(context, service, { failures, handle });
};
