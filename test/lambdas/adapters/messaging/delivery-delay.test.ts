import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { expect, it } from 'vitest';
import { createSqsDeliveryDelay } from '../../../../lambdas/adapters/messaging/delivery-delay.ts';

it('makes a received message come back when its wait is over, and not before', async () => {
  const server = await startFauxqs({ port: 0, logger: false });
  const client = new SQSClient({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: 'deliveries' }),
    );
    const receive = async () => {
      const command = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 60 });
      const { Messages = [] } = await client.send(command);
      return Messages[0]?.ReceiptHandle;
    };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a delivery' }));
    const receipt = await receive();
    const queue = createSqsDeliveryDelay(client, QueueUrl);
    await queue.delay(receipt ?? '', 900);
    expect(await receive()).toBeUndefined();
    await queue.delay(receipt ?? '', 0);
    expect(await receive()).toBeTypeOf('string');
  } finally {
    client.destroy();
    await server.stop();
  }
});
