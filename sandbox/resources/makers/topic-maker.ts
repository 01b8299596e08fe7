import { CreateTopicCommand } from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { ResourceMaker } from '../../template/create-resources.ts';
import { physicalName } from '../physical-name.ts';
import type { StackContext } from '../stack-context.ts';

const Topic = z.object({ TopicName: z.string().optional() });

/** Creates the topics of a template. */
export const topicMaker =
  ({ stackName, clients: { sns } }: StackContext): ResourceMaker =>
  async ({ logicalId, properties }) => {
    const { TopicName = physicalName(stackName, logicalId, 256) } = Topic.parse(properties);
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: TopicName }));
    return { ref: TopicArn, attributes: { TopicArn, TopicName } };
  };
