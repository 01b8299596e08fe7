import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { access } from './emulator.ts';
import { createFollowQueue } from './follow-queue.ts';

/** Subscribes a queue of its own to a topic, and reads the messages that it has received. */
export const followTopic = async (topicArn: string) => {
  const { queueArn, read } = await createFollowQueue();
  await new SNSClient(access).send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  return { read };
};
