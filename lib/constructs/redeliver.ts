import { Duration } from 'aws-cdk-lib';
import { ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { RedeliverEnv } from '../../lambdas/redeliver/env.ts';
import type { Settings } from '../settings/settings.ts';
import { allow } from './allow.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { EndpointsTable } from './endpoints-table.ts';
import type { EventsTopic } from './events-topic.ts';
import { FailureQueue } from './failure-queue.ts';
import { invokeOnSchedule } from './invoke-on-schedule.ts';
import { NodeFunction } from './node-function.ts';
import type { Sender } from './sender.ts';

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
  /** The function that sends them. */
  readonly fn: NodeFunction;
  /** Keeps the runs that failed. */
  readonly failedRuns: FailureQueue;

  constructor(scope: Construct, id: string, props: RedeliverProps) {
    super(scope, id);
    this.failedRuns = new FailureQueue(this, 'FailedRunsQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'redeliver',
      description: 'Sends parked deliveries to the queue when they are due',
      timeout: Duration.minutes(1),
    });
    this.fn = fn;
    fn.useEnvironment({
      ...grantMaintain(fn, props),
      ...props.deliveries.grantRecord(fn),
      ...props.deliveries.grantFind(fn),
      ...props.sender.grantDeliver(fn),
      ...props.eventsTopic.grantPublish(fn),
      RETRY_SCHEDULE_SECONDS: props.settings.retryScheduleSeconds.join(','),
    } satisfies RedeliverEnv);
    invokeOnSchedule(this, {
      fn,
      deadLetters: this.failedRuns,
      schedules: {
        Schedule: {
          description: 'Wakes redeliver',
          every: Duration.minutes(1),
          input: ScheduleTargetInput.fromObject({}),
        },
      },
    });
  }
}

const grantMaintain = (fn: NodeFunction, { endpoints }: RedeliverProps) => {
  allow(fn, ['dynamodb:UpdateItem'], endpoints.table.tableArn);
  return endpoints.grantList(fn);
};
