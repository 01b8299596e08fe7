import type { ResourceMaker } from '../template/create-resources.ts';
import { customResourceMaker } from './makers/custom-resource-maker.ts';
import { eventSourceMappingMaker } from './makers/event-source-mapping-maker.ts';
import { eventInvokeConfigMaker, functionMaker } from './makers/function-maker.ts';
import { queueMaker } from './makers/queue-maker.ts';
import { ruleMaker } from './makers/rule-maker.ts';
import { scheduleMaker } from './makers/schedule-maker.ts';
import { subscriptionMaker } from './makers/subscription-maker.ts';
import { tableMaker } from './makers/table-maker.ts';
import { topicMaker, topicPolicyMaker } from './makers/topic-maker.ts';
import type { StackContext } from './stack-context.ts';

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
