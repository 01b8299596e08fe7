import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { access } from './emulator.ts';

let count = 0;

/** Creates a queue, and reads the messages that it has received. */
export const createFollowQueue = async () => {
  const sqs = new SQSClient(access);
  count += 1;
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: `follow-${Date.now()}-${count}` }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
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
  return { queueArn: Attributes?.['QueueArn'] ?? '', read };
};
