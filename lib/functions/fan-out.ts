import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { FanOutEnv } from '../../lambdas/fan-out/env.ts';
import { acknowledgeWildcard } from '../access/acknowledge.ts';
import { grantPutEvents } from '../messaging/event-bus.ts';
import type { EventsTopic } from '../messaging/events-topic.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { EndpointsTable } from '../tables/endpoints-table.ts';
import type { GroupsTable } from '../tables/groups-table.ts';
import type { JobsTable } from '../tables/jobs-table.ts';
import { NodeFunction } from './runtime/node-function.ts';
import type { Sender } from './sender.ts';

const LIST_STREAMS =
  'dynamodb:ListStreams does not support resource-level permissions. Lambda needs it to read a stream. It lists the names of tables and streams, but not their contents.';

/** The props of fan-out. */
export interface FanOutProps {
  /** The table whose stream is the outbox. */
  readonly jobs: JobsTable;
  /** The groups that members open, whose stream is the outbox of group events. */
  readonly groups: GroupsTable;
  /** The topic of all events. */
  readonly eventsTopic: EventsTopic;
  /** The event bus that also gets every event, if any. */
  readonly eventBus: string | undefined;
  /** The endpoints and their filters. */
  readonly endpoints: EndpointsTable;
  /** The function that makes deliveries. */
  readonly sender: Sender;
}

/**
 * Publishes every transition in the stream of the Jobs table, and every change of a group.
 *
 * It retries through an outage of SNS or SQS for as long as the stream keeps its records, a day. A
 * transition that always fails goes to FailedEventsQueue and blocks no others.
 */
export class FanOut extends Construct {
  /** The function that publishes them. */
  readonly fn: NodeFunction;
  /** Keeps the transitions that could not be published. */
  readonly failedEvents: FailureQueue;

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    this.failedEvents = new FailureQueue(this, 'FailedEventsQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'fan-out',
      description: 'Publishes job transitions to the events topic and to endpoints',
      timeout: Duration.seconds(30),
    });
    this.fn = fn;
    fn.useEnvironment({
      ...props.eventsTopic.grantPublish(fn),
      ...grantPutEvents(this, fn, props.eventBus),
      ...props.sender.grantDeliver(fn),
      ...props.endpoints.grantList(fn),
      ...props.groups.grantOpen(fn),
      FAILED_EVENTS_QUEUE_URL: this.failedEvents.grantKeep(fn),
    } satisfies FanOutEnv);
    fn.addEventSource(
      outbox(props.jobs, {
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { NewImage: { lastChange: { S: FilterRule.isEqual('transition') } } },
      }),
    );
    fn.addEventSource(
      outbox(props.groups, {
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { NewImage: { change: { S: FilterRule.or(...ANNOUNCED_CHANGES) } } },
      }),
    );
    acknowledgeWildcard(this, '*', LIST_STREAMS);
  }
}

/** The recorded changes of groups that have an event. */
const ANNOUNCED_CHANGES = ['completed', 'expiring', 'overdue'];

const outbox = (
  { table }: JobsTable | GroupsTable,
  pattern: Record<string, unknown>,
): DynamoEventSource =>
  new DynamoEventSource(table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [FilterCriteria.filter(pattern)],
    // As many transitions as one request to SNS carries.
    batchSize: 10,
    // Order is still kept per job: Lambda keeps the records of an item together.
    parallelizationFactor: 4,
    // Unlimited, as is the default maximum age of records.
    retryAttempts: -1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
  });
