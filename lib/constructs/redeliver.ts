import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { RedeliverEnv } from '../../lambdas/redeliver/env.ts';
import type { Settings } from '../settings/settings.ts';
import { allow } from './allow.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { EndpointsTable } from './endpoints-table.ts';
import type { EventsTopic } from './events-topic.ts';
import { FailureQueue } from './failure-queue.ts';
import { NodeFunction } from './node-function.ts';
import type { Sender } from './sender.ts';

/** The next run does the work of one that is this old. */
const RUN_LIFE = Duration.minutes(5);

/** What `redeliver` works with. */
export interface RedeliverProps {
  /** Whose failing and recovered endpoints it looks after. */
  readonly endpoints: EndpointsTable;
  /** Where deliveries wait. */
  readonly deliveries: DeliveriesTable;
  /** Who makes the deliveries. */
  readonly sender: Sender;
  /** Where operators learn of endpoints and deliveries in trouble. */
  readonly eventsTopic: EventsTopic;
  /** How deliveries are made. */
  readonly settings: Settings['webhooks'];
}

/**
 * Sends parked deliveries to DeliveryQueue when they are due, every minute.
 *
 * FailedRunsQueue keeps runs that failed: nothing has to be sent on from there, because what a run did
 * not get to is still due in the next.
 */
export class Redeliver extends Construct {
  private readonly failedRuns: FailureQueue;

  constructor(scope: Construct, id: string, props: RedeliverProps) {
    super(scope, id);
    this.failedRuns = new FailureQueue(this, 'FailedRunsQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'redeliver',
      description: 'Sends parked deliveries to the queue when they are due',
      timeout: Duration.minutes(1),
    });
    fn.useEnvironment({
      ...grantTend(fn, props),
      ...props.deliveries.grantRecord(fn),
      ...grantFindWaiting(fn, props),
      ...props.sender.grantDeliver(fn),
      ...props.eventsTopic.grantPublish(fn),
      RETRY_SCHEDULE_SECONDS: props.settings.retryScheduleSeconds.join(','),
    } satisfies RedeliverEnv);
    this.wakeBySchedule(fn);
  }

  private wakeBySchedule(fn: NodeFunction): void {
    fn.configureAsyncInvoke({
      retryAttempts: 1,
      maxEventAge: RUN_LIFE,
      onFailure: new SqsDestination(this.failedRuns),
    });
    new Schedule(this, 'Schedule', {
      description: 'Wakes redeliver',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(fn, {
        input: ScheduleTargetInput.fromObject({}),
        deadLetterQueue: this.failedRuns,
        maxEventAge: RUN_LIFE,
        retryAttempts: 2,
      }),
    });
  }
}

const grantTend = (fn: NodeFunction, { endpoints }: RedeliverProps) => {
  allow(fn, ['dynamodb:UpdateItem'], endpoints.table.tableArn);
  return endpoints.grantList(fn);
};

const grantFindWaiting = (fn: NodeFunction, { deliveries: { table } }: RedeliverProps) => {
  allow(
    fn,
    ['dynamodb:Query'],
    `${table.tableArn}/index/byEndpoint`,
    `${table.tableArn}/index/due`,
  );
  return { DELIVERIES_TABLE_NAME: table.tableName };
};
