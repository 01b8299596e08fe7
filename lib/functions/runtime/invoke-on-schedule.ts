import { Duration, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, type ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { allow } from '../../access/allow.ts';
import { allowKeyOf, allowOn } from '../../access/encryption-key.ts';

/** The function to invoke, and its failure queue. */
interface SchedulerRoleProps {
  /** The function to invoke. */
  readonly fn: IFunction;
  /** The queue for invocations that failed. */
  readonly deadLetters: IQueue;
}

/**
 * Creates the role with which EventBridge Scheduler invokes one function.
 *
 * It can only be assumed for schedules of this account in the default group, which ours use. The
 * default role of the CDK may also invoke all versions of the function.
 */
const schedulerRole = (
  scope: Construct,
  id: string,
  { fn, deadLetters }: SchedulerRoleProps,
): IRole => {
  const stack = Stack.of(scope);
  const schedules = stack.formatArn({
    service: 'scheduler',
    resource: 'schedule-group',
    resourceName: 'default',
  });
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': schedules },
      },
    }),
  });
  allow(role, ['lambda:InvokeFunction'], fn.functionArn);
  allowOn(scope, role, ['sqs:SendMessage'], deadLetters.queueArn);
  return role.withoutPolicyUpdates();
};

/** A run this old is dropped: a later run does its work. */
const RUN_LIFE = Duration.minutes(5);

/** The function to invoke, its schedules, and its failure queue. */
export interface ScheduledInvocations {
  /** The function to invoke. */
  readonly fn: IFunction;
  /** The queue for runs that failed or could not be started. */
  readonly deadLetters: IQueue;
  /** The schedules, by their ids. */
  readonly schedules: Readonly<Record<string, ScheduledInvocation>>;
}

/** One schedule. */
export interface ScheduledInvocation {
  /** What the function does, as shown in the console. */
  readonly description: string;
  /** The rate of the schedule. */
  readonly every: Duration;
  /** The event that the function receives. */
  readonly input: ScheduleTargetInput;
}

/** Invokes a function by schedules; a failed run is retried once, then kept in the queue. */
export const invokeOnSchedule = (
  scope: Construct,
  { fn, deadLetters, schedules }: ScheduledInvocations,
): void => {
  fn.configureAsyncInvoke({
    retryAttempts: 1,
    maxEventAge: RUN_LIFE,
    onFailure: new SqsDestination(deadLetters),
  });
  allowKeyOf(scope, fn, ['sqs:SendMessage']);
  const role = schedulerRole(scope, 'WakingRole', { fn, deadLetters });
  for (const [id, { description, every, input }] of Object.entries(schedules)) {
    new Schedule(scope, id, {
      description,
      schedule: ScheduleExpression.rate(every),
      target: new LambdaInvoke(fn, {
        role,
        input,
        deadLetterQueue: deadLetters,
        maxEventAge: RUN_LIFE,
        retryAttempts: 2,
      }),
    });
  }
};
