import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Sender } from '../functions/sender.ts';
import { grantPutEvents } from '../messaging/event-bus.ts';
import type { EventsTopic } from '../messaging/events-topic.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { DeliveriesTable } from '../tables/deliveries-table.ts';
import type { EndpointSecretsTable } from '../tables/endpoint-secrets-table.ts';
import type { EndpointsTable } from '../tables/endpoints-table.ts';
import type { GroupsTable } from '../tables/groups-table.ts';
import type { JobsTable } from '../tables/jobs-table.ts';
import { allow } from './allow.ts';
import { allowOn } from './encryption-key.ts';

/** What operators use. */
export interface OperatedParts {
  /** The whole service, whose queues must already exist. */
  readonly service: Construct;
  /** The topic where events are published and replayed. */
  readonly eventsTopic: EventsTopic;
  /** The settings that operators need. */
  readonly settings: Pick<Settings, 'eventBus' | 'outputs'>;
  /** Where jobs are registered and read. */
  readonly jobs: JobsTable;
  /** The groups of jobs. */
  readonly groups: GroupsTable;
  /** The webhook endpoints. */
  readonly endpoints: EndpointsTable;
  /** URLs and signing secrets. */
  readonly endpointSecrets: EndpointSecretsTable;
  /** The states of deliveries. */
  readonly deliveries: DeliveriesTable;
  /** The queue for replayed deliveries. */
  readonly sender: Sender;
}

// Few statements per resource: a managed policy is limited to 6,144 characters.

/** Allows reading and writing jobs, endpoints with their secrets, and deliveries. */
export const allowRecords = (grantee: IGrantable, parts: OperatedParts): void => {
  const { jobs, groups, endpoints, endpointSecrets, deliveries } = parts;
  const allowTable = ({ tableArn }: ITable, ...actions: readonly string[]) =>
    allowOn(
      jobs,
      grantee,
      actions.map((action) => `dynamodb:${action}`),
      tableArn,
    );
  allowTable(jobs.table, 'BatchGetItem', 'GetItem', 'Query', 'Scan', 'UpdateItem');
  allowTable(groups.table, 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem');
  allowTable(endpoints.table, 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem');
  allowTable(deliveries.table, 'GetItem', 'Query');
  allow(
    grantee,
    ['dynamodb:Query'],
    ...jobs.indexArns,
    groups.byStateArn,
    deliveries.byEndpointArn,
  );
  endpointSecrets.grantManage(grantee);
};

/** Allows redriving and discarding the messages of the failure queues. */
export const allowRedriving = (
  grantee: IGrantable,
  { service, eventsTopic, settings, sender }: OperatedParts,
): void => {
  const failureQueues = service.node.findAll().filter((one) => one instanceof FailureQueue);
  allow(
    grantee,
    ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(
      (action) => `sqs:${action}`,
    ),
    ...failureQueues.map(({ queueArn }) => queueArn),
  );
  // With a key, what lets it send to DeliveryQueue lets it read these queues, too.
  eventsTopic.grantPublish(grantee);
  grantPutEvents(service, grantee, settings.eventBus);
  sender.grantDeliver(grantee);
};
