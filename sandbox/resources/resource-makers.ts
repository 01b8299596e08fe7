import type { ResourceMaker } from '../template/create-resources.ts';
import { customResourceMaker } from './custom-resource-maker.ts';
import { eventInvokeConfigMaker } from './event-invoke-config-maker.ts';
import { eventSourceMappingMaker } from './event-source-mapping-maker.ts';
import { functionMaker } from './function-maker.ts';
import { queueMaker } from './queue-maker.ts';
import { ruleMaker } from './rule-maker.ts';
import { scheduleMaker } from './schedule-maker.ts';
import type { StackContext } from './stack-context.ts';
import { subscriptionMaker } from './subscription-maker.ts';
import { tableMaker } from './table-maker.ts';
import { topicMaker } from './topic-maker.ts';
import { topicPolicyMaker } from './topic-policy-maker.ts';

/** Lists who creates which resource type; what does nothing here is in `meaninglessTypes` of `template/create-resources.ts`. */
export const resourceMakers = (context: StackContext): Readonly<Record<string, ResourceMaker>> => ({
  'AWS::CloudFormation::CustomResource': customResourceMaker(context),
  'AWS::DynamoDB::GlobalTable': tableMaker(context),
  'AWS::DynamoDB::Table': tableMaker(context),
  'AWS::Events::Rule': ruleMaker(context),
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfigMaker(context),
  'AWS::Lambda::EventSourceMapping': eventSourceMappingMaker(context),
  'AWS::Lambda::Function': functionMaker(context),
  'AWS::SNS::Subscription': subscriptionMaker(context),
  'AWS::SNS::Topic': topicMaker(context),
  'AWS::SNS::TopicPolicy': topicPolicyMaker(context),
  'AWS::SQS::Queue': queueMaker(context),
  'AWS::Scheduler::Schedule': scheduleMaker(context),
});
