import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterOrPolicy, type ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { IntakeEnv } from '../../lambdas/intake/env.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { JobsTable } from '../tables/jobs-table.ts';
import { type JobSettings, jobScope } from './job-scope.ts';
import { NodeFunction } from './runtime/node-function.ts';

const EXISTS = [{ exists: true }];

// SNS has no rule for "one of these" but `$or`, and `exists` sees only what has no members of its own.
const ONLY_NOTICES = {
  $or: FilterOrPolicy.filter(
    new SubscriptionFilter([
      { VaultARN: EXISTS },
      { Type: ['Notification'] },
      { Records: { Sns: { Message: EXISTS } } },
      { Records: { body: EXISTS } },
    ]),
  ),
};

/** The props of intake. */
export interface IntakeProps {
  /** The topic to which Glacier announces completed jobs. */
  readonly noticeTopic: ITopic;
  /** Whether the topic also carries unrelated messages. */
  readonly isTopicShared: boolean;
  /** Where jobs are recorded. */
  readonly jobs: JobsTable;
  /** The vaults to track, and the reserved concurrency. */
  readonly settings: JobSettings & Pick<Settings, 'functions'>;
}

/**
 * Records the notices of NoticeTopic.
 *
 * FailedNoticesQueue keeps notices that cannot be recorded: those that the function cannot use, those on
 * which it failed three times (sent by Lambda), and those that Lambda rejected (sent by SNS).
 */
export class Intake extends Construct {
  /** Keeps the notices that could not be recorded. */
  readonly failedNotices: FailureQueue;
  /** The function that records notices. */
  readonly fn: NodeFunction;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    this.failedNotices = new FailureQueue(this, 'FailedNoticesQueue');
    this.fn = new NodeFunction(this, 'Function', {
      folder: 'intake',
      description: "Records Glacier's notices in the Jobs table",
      timeout: Duration.seconds(30),
      reservedConcurrency: props.settings.functions.intakeReservedConcurrency,
    });
    this.fn.configureAsyncInvoke({
      retryAttempts: 2,
      onFailure: new SqsDestination(this.failedNotices),
    });
    this.fn.useEnvironment({
      ...props.jobs.grantRecord(this.fn),
      FAILED_NOTICES_QUEUE_URL: this.failedNotices.grantKeep(this.fn),
      ...jobScope(this, props.settings),
    } satisfies IntakeEnv);
    this.subscribe(this.fn, props);
  }

  private subscribe(fn: NodeFunction, { noticeTopic, isTopicShared }: IntakeProps): void {
    noticeTopic.addSubscription(
      new LambdaSubscription(fn, {
        deadLetterQueue: this.failedNotices,
        // The stack's own topic has no filter, so that malformed notices are kept, not dropped.
        ...(isTopicShared ? { filterPolicyWithMessageBody: ONLY_NOTICES } : {}),
      }),
    );
  }
}
