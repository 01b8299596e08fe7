import { Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { allow } from '../../access/allow.ts';

/** The function to invoke, and its failure queue. */
export interface SchedulerRoleProps {
  /** The function to invoke. */
  readonly fn: IFunction;
  /** The queue for invocations that failed. */
  readonly deadLetters: IQueue;
}

/**
 * Creates the role with which EventBridge Scheduler invokes one function.
 *
 * The default role of the CDK may invoke all versions of the function and is shared by the stack. This
 * one can only be assumed for schedules of this account in the default group, which ours use.
 */
export const schedulerRole = (
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
  allow(role, ['sqs:SendMessage'], deadLetters.queueArn);
  return role.withoutPolicyUpdates();
};
