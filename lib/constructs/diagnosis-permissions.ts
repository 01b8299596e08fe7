import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Schedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge-wildcard.ts';
import { allow } from './allow.ts';
import type { FanOut } from './fan-out.ts';
import type { Intake } from './intake.ts';
import type { Poller } from './poller.ts';
import type { Redeliver } from './redeliver.ts';
import type { Sender } from './sender.ts';

const ANY_STACK_ID =
  'CloudFormation ends the ARN of a stack with an id that only the deployment gives, and asks for the ARN with "*" when a stack is named.';

const READ_SUBSCRIPTIONS =
  'sns:GetSubscriptionAttributes knows no resource to be limited to. It reads how a subscription is set up, and no message.';

const LIST_MAPPINGS =
  'lambda:ListEventSourceMappings knows no resource to be limited to. It tells what wakes functions, and nothing of what wakes them with.';

const READ_METRICS =
  'cloudwatch:GetMetricData knows no resource to be limited to. It tells numbers, and neither logs nor messages.';

/** What the diagnosis looks at, besides what operators work with. */
export interface DiagnosedParts {
  /** The whole service, whose schedules must be there already. */
  readonly service: Construct;
  /** The topic that Glacier announces completed jobs to. */
  readonly noticeTopic: ITopic;
  /** Records notices. */
  readonly intake: Intake;
  /** Looks at jobs whose notice has not come. */
  readonly poller: Poller;
  /** Announces transitions. */
  readonly fanOut: FanOut;
  /** Makes deliveries. */
  readonly sender: Sender;
  /** Makes deliveries that waited. */
  readonly redeliver: Redeliver;
}

/** Allows to find the deployment and its parts by their stack, by a policy in the scope. */
export const allowFinding = (scope: Construct, grantee: IGrantable): void => {
  const stack = Stack.of(scope);
  const resourceName = `${stack.stackName}/*`;
  const stackArn = stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName });
  const onStack = ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'];
  allow(grantee, onStack, stackArn);
  acknowledgeWildcard(scope, stackArn, ANY_STACK_ID);
};

/** Allows to follow the way of a notice, by a policy in the scope; nothing of it changes anything. */
export const allowDiagnosis = (
  scope: Construct,
  grantee: IGrantable,
  { service, noticeTopic, intake, poller, fanOut, sender, redeliver }: DiagnosedParts,
): void => {
  const onFunction = ['GetFunctionConcurrency', 'GetFunctionConfiguration', 'GetPolicy'];
  allow(
    grantee,
    onFunction.map((action) => `lambda:${action}`),
    ...[intake, poller, fanOut, sender, redeliver].map(({ fn }) => fn.functionArn),
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
