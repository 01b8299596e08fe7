import { Duration } from 'aws-cdk-lib';
import { ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { RedeliverEnv } from '../../lambdas/redeliver/env.ts';
import { allow } from '../access/allow.ts';
import type { EventsTopic } from '../messaging/events-topic.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { DeliveriesTable } from '../tables/deliveries-table.ts';
import type { EndpointsTable } from '../tables/endpoints-table.ts';
import { invokeOnSchedule } from './runtime/invoke-on-schedule.ts';
import { NodeFunction } from './runtime/node-function.ts';
import type { Sender } from './sender.ts';

/** The props of `redeliver`. */
export interface RedeliverProps {
  /** The endpoints that may fail and recover. */
  readonly endpoints: EndpointsTable;
  /** Where deliveries are parked. */
  readonly deliveries: DeliveriesTable;
  /** The function that makes deliveries. */
  readonly sender: Sender;
  /** The topic that notifies operators of failing endpoints and deliveries. */
  readonly eventsTopic: EventsTopic;
  /** How deliveries are made. */
  readonly settings: Settings['webhooks'];
}

/**
 * Requeues parked deliveries in DeliveryQueue when they are due, every minute.
 *
 * FailedRunsQueue keeps runs that failed. They need no redrive, because unprocessed deliveries are still
 * due in the next run.
 */
export class Redeliver extends Construct {
  /** The function that requeues them. */
  readonly fn: NodeFunction;
  /** Keeps the runs that failed. */
  readonly failedRuns: FailureQueue;

  constructor(scope: Construct, id: string, props: RedeliverProps) {
    super(scope, id);
    this.failedRuns = new FailureQueue(this, 'FailedRunsQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'redeliver',
      description: 'Requeues parked deliveries when they are due',
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
          description: 'Invokes redeliver every minute',
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
