import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { ResourceMaker } from '../../template/create-resources.ts';
import { physicalName, type StackContext } from '../stack-context.ts';

/** The properties of a queue that change what it does. */
const attributeNames = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];

const Queue = z
  .object({ QueueName: z.string().optional(), RedrivePolicy: z.unknown().optional() })
  .loose();

/** Creates the queues of a template. */
export const queueMaker =
  ({ stackName, clients: { sqs }, endpoints, registry }: StackContext): ResourceMaker =>
  async ({ logicalId, properties }) => {
    const queue = Queue.parse(properties);
    const name = queue.QueueName ?? physicalName(stackName, logicalId, 80);
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: name, Attributes: attributesOf(queue) }),
    );
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const arn = Attributes?.['QueueArn'] ?? '';
    // An address that needs no name service, unlike the emulator's own.
    const url = `${endpoints.messaging}/${arn.split(':')[4]}/${name}`;
    registry.queues.set(arn, { name, url, arn });
    return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
  };

const attributesOf = (queue: z.output<typeof Queue>): Record<string, string> => {
  const plain = attributeNames.flatMap((name) =>
    queue[name] === undefined ? [] : [[name, String(queue[name])] as const],
  );
  const attributes: Record<string, string> = Object.fromEntries(plain);
  const { RedrivePolicy: policy } = queue;
  return policy === undefined
    ? attributes
    : { ...attributes, RedrivePolicy: JSON.stringify(policy) };
};
