import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ContextAttribute, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PollerEnv } from '../../lambdas/poller/env.ts';
import { allowOn } from '../access/encryption-key.ts';
import { allowListVaults, allowOnVaults } from '../access/vault-access.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { JobsTable } from '../tables/jobs-table.ts';
import { glacierEndpoint } from './glacier-endpoint.ts';
import { jobScope } from './job-scope.ts';
import { invokeOnSchedule } from './runtime/invoke-on-schedule.ts';
import { NodeFunction } from './runtime/node-function.ts';

const TIMEOUT = Duration.minutes(1);

/** The props of the poller. */
export interface PollerProps {
  /** Where jobs are found and recorded. */
  readonly jobs: JobsTable;
  /** The vaults to poll, and when. */
  readonly settings: Settings;
}

/**
 * Polls jobs without a notice, every minute.
 *
 * The remainder of a tick is requeued in PollQueue. FailedPollsQueue keeps ticks and remainders that
 * failed. They need no redrive, because later polls find the same jobs.
 */
export class Poller extends Construct {
  /** The function that polls them. */
  readonly fn: NodeFunction;
  /** Holds the remainders of ticks that ran out of time. */
  readonly pollQueue: Queue;
  /** Keeps the ticks and remainders that failed. */
  readonly failedPolls: FailureQueue;

  constructor(scope: Construct, id: string, { jobs, settings }: PollerProps) {
    super(scope, id);
    this.failedPolls = new FailureQueue(this, 'FailedPollsQueue');
    this.pollQueue = new Queue(this, 'PollQueue', {
      visibilityTimeout: Duration.seconds(TIMEOUT.toSeconds() * 6),
      retentionPeriod: Duration.days(1),
      deadLetterQueue: { queue: this.failedPolls, maxReceiveCount: 3 },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    const fn = new NodeFunction(this, 'Function', {
      folder: 'poller',
      description: 'Polls Glacier for jobs without a notice',
      timeout: TIMEOUT,
    });
    this.fn = fn;
    fn.useEnvironment({
      ...jobs.grantFind(fn),
      ...jobs.grantRecord(fn),
      ...this.grantRequeue(fn),
      ...jobScope(this, settings),
      ...this.grantLook(fn, settings),
    } satisfies PollerEnv);
    this.invokeOnSchedules(fn, settings);
    this.invokeOnMessages(fn);
  }

  private invokeOnSchedules(fn: NodeFunction, settings: Settings): void {
    invokeOnSchedule(this, {
      fn,
      deadLetters: this.failedPolls,
      schedules: {
        Schedule: {
          description: 'Polls the jobs that are due',
          every: Duration.minutes(1),
          input: ScheduleTargetInput.fromObject({ tick: ContextAttribute.scheduledTime }),
        },
        SweepSchedule: {
          description: 'Searches for unannounced jobs',
          every: Duration.minutes(settings.sweepIntervalMinutes),
          input: ScheduleTargetInput.fromObject({ sweep: ContextAttribute.scheduledTime }),
        },
      },
    });
  }

  private invokeOnMessages(fn: NodeFunction): void {
    fn.addEventSource(
      // Low concurrency: AWS publishes no limit for DescribeJob, and a remainder can wait.
      new SqsEventSource(this.pollQueue, {
        batchSize: 1,
        maxConcurrency: 4,
        reportBatchItemFailures: true,
      }),
    );
  }

  private grantRequeue(fn: NodeFunction) {
    allowOn(this, fn, ['sqs:SendMessage'], this.pollQueue.queueArn);
    return { POLL_QUEUE_URL: this.pollQueue.queueUrl };
  }

  private grantLook(fn: NodeFunction, settings: Settings) {
    allowOnVaults(this, fn, ['glacier:DescribeJob', 'glacier:ListJobs'], settings);
    allowListVaults(this, fn, settings);
    return { POLLING: JSON.stringify(settings.polling), ...glacierEndpoint(settings) };
  }
}
