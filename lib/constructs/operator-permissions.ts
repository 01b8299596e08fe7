import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow } from './allow.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { EndpointSecretsTable } from './endpoint-secrets-table.ts';
import type { EndpointsTable } from './endpoints-table.ts';
import type { EventsTopic } from './events-topic.ts';
import { FailureQueue } from './failure-queue.ts';
import type { JobsTable } from './jobs-table.ts';
import type { Sender } from './sender.ts';

/** What operators work with. */
export interface OperatedParts {
  /** The whole service, whose queues must be there already. */
  readonly service: Construct;
  /** Where events are announced, and are announced anew. */
  readonly eventsTopic: EventsTopic;
  /** Where jobs are registered and looked up. */
  readonly jobs: JobsTable;
  /** Who receives webhooks. */
  readonly endpoints: EndpointsTable;
  /** Where to, and signed with what. */
  readonly endpointSecrets: EndpointSecretsTable;
  /** What became of deliveries. */
  readonly deliveries: DeliveriesTable;
  /** Where deliveries are ordered anew. */
  readonly sender: Sender;
}

// Each resource stands in one statement where that can be: a managed policy holds 6,144 characters.

/** Allows to read and write what operators keep: jobs, endpoints with their secrets, and deliveries. */
export const allowRecords = (grantee: IGrantable, parts: OperatedParts): void => {
  const { jobs, endpoints, endpointSecrets, deliveries } = parts;
  const allowTable = ({ tableArn }: ITable, ...actions: readonly string[]) =>
    allow(
      grantee,
      actions.map((action) => `dynamodb:${action}`),
      tableArn,
    );
  allowTable(jobs.table, 'BatchGetItem', 'GetItem', 'Query', 'Scan', 'UpdateItem');
  allowTable(endpoints.table, 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem');
  allowTable(deliveries.table, 'GetItem', 'Query');
  allow(grantee, ['dynamodb:Query'], ...jobs.indexArns, deliveries.byEndpointArn);
  endpointSecrets.grantManage(grantee);
};

/** Allows to empty the failure queues, and to send what they hold to where it belongs. */
export const allowRedriving = (
  grantee: IGrantable,
  { service, eventsTopic, sender }: OperatedParts,
): void => {
  const failureQueues = service.node.findAll().filter((one) => one instanceof FailureQueue);
  allow(
    grantee,
    ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(
      (action) => `sqs:${action}`,
    ),
    ...failureQueues.map(({ queueArn }) => queueArn),
  );
  eventsTopic.grantPublish(grantee);
  sender.grantDeliver(grantee);
};
