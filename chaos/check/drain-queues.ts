import {
  DeleteMessageBatchCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { countMessages } from '../../operations/aws/inspect/queue-depth.ts';
import type { QueueRemainder } from './chaos-records.ts';

/** Takes everything out of every queue that can be received, and counts what cannot. */
export const drainQueues = async (sqs: SQSClient): Promise<readonly QueueRemainder[]> => {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, {})) {
    urls.push(...QueueUrls);
  }
  return Promise.all(urls.map((url) => drain(sqs, url)));
};

const drain = async (sqs: SQSClient, url: string): Promise<QueueRemainder> => {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) break;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
  return {
    name: url.slice(url.lastIndexOf('/') + 1),
    bodies,
    waiting: await countMessages(sqs, url),
  };
};
