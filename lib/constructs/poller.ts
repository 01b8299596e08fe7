import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PollerEnv } from '../../lambdas/poller/env.ts';
import type { Settings } from '../settings/settings.ts';
import { allow } from './allow.ts';
import { FailureQueue } from './failure-queue.ts';
import { jobScope, vaultArns } from './job-scope.ts';
import type { JobsTable } from './jobs-table.ts';
import { NodeFunction } from './node-function.ts';

const TIMEOUT = Duration.minutes(1);
/** A later tick does the work of one that is this old. */
const TICK_LIFE = Duration.minutes(5);

/** What the poller works with. */
export interface PollerProps {
  /** Where jobs are found and recorded. */
  readonly jobs: JobsTable;
  /** Whose jobs are looked at, and when. */
  readonly settings: Settings;
}

/**
 * Looks at the jobs whose notice has not come, every minute.
 *
 * What a tick has no time for goes on through PollQueue. FailedPollsQueue keeps ticks and leftovers
 * that failed: nothing has to be sent on from there, because later looks find the same jobs.
 */
export class Poller extends Construct {
  private readonly pollQueue: Queue;
  private readonly failedPolls: FailureQueue;

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
      description: 'Asks Glacier about the jobs whose notice has not come',
      timeout: TIMEOUT,
    });
    fn.useEnvironment({
      ...jobs.grantFind(fn),
      ...jobs.grantRecord(fn),
      ...this.grantHandOn(fn),
      ...jobScope(this, settings),
      ...this.grantLook(fn, settings),
    } satisfies PollerEnv);
    this.wakeBySchedule(fn, settings);
    this.wakeByQueue(fn);
  }

  private wakeBySchedule(fn: NodeFunction, settings: Settings): void {
    fn.configureAsyncInvoke({
      retryAttempts: 1,
      maxEventAge: TICK_LIFE,
      onFailure: new SqsDestination(this.failedPolls),
    });
    new Schedule(this, 'Schedule', {
      description: 'Looks at the jobs that are due',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: this.wake(fn, 'tick'),
    });
    new Schedule(this, 'SweepSchedule', {
      description: 'Looks for jobs that nobody announced',
      schedule: ScheduleExpression.rate(Duration.minutes(settings.sweepIntervalMinutes)),
      target: this.wake(fn, 'sweep'),
    });
  }

  private wake(fn: NodeFunction, what: 'tick' | 'sweep'): LambdaInvoke {
    return new LambdaInvoke(fn, {
      input: ScheduleTargetInput.fromObject({ [what]: ContextAttribute.scheduledTime }),
      deadLetterQueue: this.failedPolls,
      maxEventAge: TICK_LIFE,
      retryAttempts: 2,
    });
  }

  private wakeByQueue(fn: NodeFunction): void {
    fn.addEventSource(
      // Few at a time: AWS publishes no limit for DescribeJob, and an idle rest can wait.
      new SqsEventSource(this.pollQueue, {
        batchSize: 1,
        maxConcurrency: 4,
        reportBatchItemFailures: true,
      }),
    );
  }

  private grantHandOn(fn: NodeFunction) {
    allow(fn, ['sqs:SendMessage'], this.pollQueue.queueArn);
    return { POLL_QUEUE_URL: this.pollQueue.queueUrl };
  }

  private grantLook(fn: NodeFunction, settings: Settings) {
    const arns = vaultArns(this, settings);
    if (arns.length > 0) allow(fn, ['glacier:DescribeJob', 'glacier:ListJobs'], ...arns);
    // The action knows no resource to be limited to.
    if (settings.vaults === '*') allow(fn, ['glacier:ListVaults'], '*');
    const { polling, glacierEndpointUrl } = settings;
    return {
      POLLING: JSON.stringify(polling),
      ...(glacierEndpointUrl === undefined ? {} : { GLACIER_ENDPOINT_URL: glacierEndpointUrl }),
    };
  }
}
