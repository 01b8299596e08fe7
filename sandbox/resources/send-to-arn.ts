import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { StackContext } from './stack-context.ts';
import { found } from './stack-registry.ts';

/** Sends a text to the queue or topic behind an ARN, as the destinations of a template name them. */
export const sendToArn = async (
  { clients, registry }: Pick<StackContext, 'clients' | 'registry'>,
  arn: string,
  body: string,
): Promise<void> => {
  switch (arn.split(':')[2]) {
    case 'sqs': {
      const { url } = found(registry.queues, arn);
      await clients.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
      return;
    }
    case 'sns':
      await clients.sns.send(new PublishCommand({ TopicArn: arn, Message: body }));
      return;
    default:
      throw new Error(`The sandbox can only send to queues and topics, not to ${arn}`);
  }
};
