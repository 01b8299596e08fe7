import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, type ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { createWakingRole } from './scheduler-role.ts';

/** A later run does the work of one that is this old. */
const RUN_LIFE = Duration.minutes(5);

/** What is woken, when, and where goes what cannot be. */
export interface WakeUps {
  /** The function to wake. */
  readonly fn: IFunction;
  /** The queue that keeps the runs that failed, and those that the function did not take. */
  readonly deadLetters: IQueue;
  /** The schedules, by their ids. */
  readonly schedules: Readonly<Record<string, WakeUp>>;
}

/** One schedule. */
export interface WakeUp {
  /** What the function does then, in one sentence for the console. */
  readonly description: string;
  /** How often. */
  readonly every: Duration;
  /** What the function is told. */
  readonly input: ScheduleTargetInput;
}

/** Wakes a function by schedules; a run that fails is tried once more, and then kept in the queue. */
export const wakeBySchedule = (scope: Construct, { fn, deadLetters, schedules }: WakeUps): void => {
  fn.configureAsyncInvoke({
    retryAttempts: 1,
    maxEventAge: RUN_LIFE,
    onFailure: new SqsDestination(deadLetters),
  });
  const role = createWakingRole(scope, 'WakingRole', { fn, deadLetters });
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
