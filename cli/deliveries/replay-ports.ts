import { randomUUID } from 'node:crypto';
import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { createDynamoDeliveries } from '../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoDeliveryIndex } from '../../lambdas/adapters/dynamo/delivery-index.ts';
import {
  createDynamoEndpointLister,
  createDynamoEndpoints,
} from '../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoEndpointStates } from '../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createSqsDeliveryQueue } from '../../lambdas/adapters/messaging/delivery-queue.ts';
import { createSqsClient } from '../../lambdas/adapters/messaging/sqs-client.ts';
import { orderId } from '../../lambdas/core/delivery/message.ts';
import type { EventDeliveries } from '../../lambdas/core/delivery/ports.ts';
import type { EndpointStates } from '../../lambdas/core/endpoint/ports.ts';
import { createDynamoEventDeliveries } from '../../operations/aws/tables/event-deliveries.ts';
import { createDynamoGroupEntries } from '../../operations/aws/tables/group-entries.ts';
import type { EntryScanner } from '../../operations/replay/events.ts';
import type { GroupEntries, ReplayDeps } from '../../operations/replay/ports.ts';
import type { Service } from '../deployment/service.ts';
import { createOperatorLog } from '../framework/output/operator-log.ts';
import type { Output } from '../framework/output/output.ts';
import { reportDamaged } from '../framework/output/report-damaged.ts';

/** What the commands about deliveries work with. */
export interface DeliveryCommandPorts extends ReplayDeps {
  /** Finds every delivery of one event. */
  readonly ofEvent: EventDeliveries;
  readonly entries: GroupEntries & EntryScanner;
  readonly states: Pick<EndpointStates, 'current'>;
}

/** Creates the ports to a service's deliveries. */
export const createReplayPorts = (
  { outputs, clock, clientConfig }: Service,
  output: Output,
): DeliveryCommandPorts => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const sqs = createSqsClient(clientConfig('sqs'));
  const onDamaged = reportDamaged(output);
  const nowMs = () => Date.parse(clock.now());
  const { DeliveriesTableName, EndpointsTableName, JobsTableName, GroupsTableName } = outputs;
  return {
    deliveries: createDynamoDeliveries(dynamo, DeliveriesTableName),
    index: createDynamoDeliveryIndex(dynamo, DeliveriesTableName, onDamaged),
    ofEvent: createDynamoEventDeliveries(dynamo, DeliveriesTableName, onDamaged),
    endpoints: {
      ...createDynamoEndpoints(dynamo, EndpointsTableName),
      ...createDynamoEndpointLister(dynamo, EndpointsTableName, createOperatorLog(output)),
    },
    states: createDynamoEndpointStates(dynamo, EndpointsTableName),
    jobs: createDynamoJobStore(dynamo, JobsTableName),
    entries: createDynamoGroupEntries(dynamo, GroupsTableName),
    queue: createSqsDeliveryQueue(sqs, outputs.DeliveryQueueUrl),
    newId: () => orderId(nowMs(), randomUUID()),
    nowMs,
  };
};
