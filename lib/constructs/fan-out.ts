import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { FanOutEnv } from '../../lambdas/fan-out/env.ts';
import { acknowledgeWildcard } from './acknowledge-wildcard.ts';
import type { EndpointsTable } from './endpoints-table.ts';
import type { EventsTopic } from './events-topic.ts';
import { FailureQueue } from './failure-queue.ts';
import type { JobsTable } from './jobs-table.ts';
import { NodeFunction } from './node-function.ts';
import type { Sender } from './sender.ts';

const LIST_STREAMS =
  'dynamodb:ListStreams knows no resource to be limited to. Lambda needs it to read a stream; it tells names of tables and streams, and nothing of what they hold.';

/** What the fan-out works with. */
export interface FanOutProps {
  /** The table whose stream is the outbox. */
  readonly jobs: JobsTable;
  /** Where every event is announced. */
  readonly eventsTopic: EventsTopic;
  /** Who receives which events. */
  readonly endpoints: EndpointsTable;
  /** Who makes the deliveries. */
  readonly sender: Sender;
}

/**
 * Announces every transition that the Jobs table's stream tells of.
 *
 * An outage of SNS or SQS is outlasted by trying again for as long as the stream keeps its records, a
 * day; a transition that is itself at fault goes to FailedEventsQueue and holds up nobody.
 */
export class FanOut extends Construct {
  /** The function that announces them. */
  readonly fn: NodeFunction;
  /** Keeps the transitions that could not be announced. */
  readonly failedEvents: FailureQueue;

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    this.failedEvents = new FailureQueue(this, 'FailedEventsQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'fan-out',
      description: 'Announces the transitions of jobs to the events topic and to endpoints',
      timeout: Duration.seconds(30),
    });
    this.fn = fn;
    fn.useEnvironment({
      ...props.eventsTopic.grantPublish(fn),
      ...props.sender.grantDeliver(fn),
      ...props.endpoints.grantList(fn),
      FAILED_EVENTS_QUEUE_URL: this.failedEvents.grantKeep(fn),
    } satisfies FanOutEnv);
    fn.addEventSource(outbox(props.jobs));
    acknowledgeWildcard(this, '*', LIST_STREAMS);
  }
}

const outbox = ({ table }: JobsTable): DynamoEventSource =>
  new DynamoEventSource(table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { NewImage: { lastChange: { S: FilterRule.isEqual('transition') } } },
      }),
    ],
    // As many transitions as one request to SNS carries.
    batchSize: 10,
    // Order holds for each job, all the same: Lambda keeps the records of an item together.
    parallelizationFactor: 4,
    // Unlimited, and the age of records is unlimited too where it is not said.
    retryAttempts: -1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
  });
