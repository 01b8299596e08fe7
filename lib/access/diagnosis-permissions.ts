import { Stack } from 'aws-cdk-lib';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Schedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { functionsOf, type ServiceParts } from '../monitoring/service-parts.ts';
import type { Settings } from '../settings/settings.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { allow } from './allow.ts';

const ANY_STACK_ID =
  'The ARN of a stack ends with an id that is only assigned at deployment, and CloudFormation authorizes calls by stack name against the ARN with "*".';

const READ_SUBSCRIPTIONS =
  'sns:GetSubscriptionAttributes does not support resource-level permissions. It reads the configuration of subscriptions, but no messages.';

const LIST_MAPPINGS =
  'lambda:ListEventSourceMappings does not support resource-level permissions. It lists the event sources of functions, but not their events.';

const READ_METRICS =
  'cloudwatch:GetMetricData does not support resource-level permissions. It returns metric values, but neither logs nor messages.';

/** What the diagnosis reads, in addition to what operators use. */
export interface DiagnosedParts extends ServiceParts {
  /** The whole service, whose schedules must already exist. */
  readonly service: Construct;
  /** The topic to which Glacier announces completed jobs. */
  readonly noticeTopic: ITopic;
}

/** Allows finding the deployment and its resources by stack, with a policy in the scope. */
export const allowFinding = (
  scope: Construct,
  grantee: IGrantable,
  { outputs }: Pick<Settings, 'outputs'>,
): Grant => {
  const stack = Stack.of(scope);
  const resourceName = `${stack.stackName}/*`;
  const stackArn = stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName });
  const onStack = ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'];
  // Outputs that the stack lacks are in the metadata of a resource.
  if (!outputs) onStack.push('cloudformation:DescribeStackResource');
  acknowledgeWildcard(scope, stackArn, ANY_STACK_ID);
  return allow(grantee, onStack, stackArn);
};

/** Allows read-only diagnosis of the path of a notice, with a policy in the scope. */
export const allowDiagnosis = (
  scope: Construct,
  grantee: IGrantable,
  { service, noticeTopic, ...parts }: DiagnosedParts,
): void => {
  const onFunction = ['GetFunctionConcurrency', 'GetFunctionConfiguration', 'GetPolicy'];
  allow(
    grantee,
    onFunction.map((action) => `lambda:${action}`),
    ...[...functionsOf(parts).values()].map(({ functionArn }) => functionArn),
  );
  const schedules = service.node.findAll().filter((one) => one instanceof Schedule);
  allow(grantee, ['scheduler:GetSchedule'], ...schedules.map(({ scheduleArn }) => scheduleArn));
  const onTopic = ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'];
  allow(grantee, onTopic, noticeTopic.topicArn);
  allowAnywhere(scope, grantee, {
    'sns:GetSubscriptionAttributes': READ_SUBSCRIPTIONS,
    'lambda:ListEventSourceMappings': LIST_MAPPINGS,
    'cloudwatch:GetMetricData': READ_METRICS,
  });
};

const allowAnywhere = (
  scope: Construct,
  grantee: IGrantable,
  reasons: Readonly<Record<string, string>>,
): void => {
  allow(grantee, Object.keys(reasons), '*');
  for (const reason of Object.values(reasons)) acknowledgeWildcard(scope, '*', reason);
};
