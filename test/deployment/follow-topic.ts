import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { access } from './emulator.ts';

/** Subscribes a queue of its own to a topic, and reads the messages that it has received. */
export const followTopic = async (topicArn: string) => {
  const [sqs, sns] = [new SQSClient(access), new SNSClient(access)];
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: `follow-${Date.now()}` }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: Attributes?.['QueueArn'],
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  const parse = (text: string): unknown => JSON.parse(text);
  const read = async (): Promise<unknown[]> => {
    const bodies: unknown[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
      );
      if (Messages.length === 0) return bodies;
      bodies.push(...Messages.map(({ Body = '' }) => parse(Body)));
    }
  };
  return { read };
};
