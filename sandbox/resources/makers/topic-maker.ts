import { CreateTopicCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { ResourceMaker } from '../../template/create-resources.ts';
import { physicalName, type StackContext } from '../stack-context.ts';

const Topic = z.object({ TopicName: z.string().optional() });

/** Creates the topics of a template. */
export const topicMaker =
  ({ stackName, clients: { sns } }: StackContext): ResourceMaker =>
  async ({ logicalId, properties }) => {
    const { TopicName = physicalName(stackName, logicalId, 256) } = Topic.parse(properties);
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: TopicName }));
    return { ref: TopicArn, attributes: { TopicArn, TopicName } };
  };

const TopicPolicy = z.object({ PolicyDocument: z.unknown(), Topics: z.array(z.string()) });

/** Gives topics the policies of a template, which can be read but are not enforced here. */
export const topicPolicyMaker =
  ({ clients: { sns } }: StackContext): ResourceMaker =>
  async ({ logicalId, properties }) => {
    const { PolicyDocument, Topics } = TopicPolicy.parse(properties);
    const policy = JSON.stringify(PolicyDocument);
    for (const TopicArn of Topics) {
      await sns.send(
        new SetTopicAttributesCommand({
          TopicArn,
          AttributeName: 'Policy',
          AttributeValue: policy,
        }),
      );
    }
    return { ref: logicalId, attributes: { Id: logicalId } };
  };
