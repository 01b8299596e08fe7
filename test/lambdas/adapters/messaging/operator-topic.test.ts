import { SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { expect, it } from 'vitest';
import { createSnsOperatorTopic } from '../../../../lambdas/adapters/messaging/operator-topic.ts';

it('publishes the very bytes, with attributes to filter by', async () => {
  const server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  const config = {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    endpoint: server.address,
  };
  const sns = new SNSClient(config);
  const sqs = new SQSClient(config);
  try {
    const { topicArn } = server.createTopic('events');
    const { queueUrl } = server.createQueue('operators');
    server.subscribe({ topic: 'events', queue: 'operators' });
    const event = {
      id: 'evt_1',
      type: 'webhook.endpoint.disabled',
      endpointId: 'ep_1',
      body: '{"id":"evt_1"}',
    } as const;
    await createSnsOperatorTopic(sns, topicArn).publish(event);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    const { Message, MessageAttributes } = JSON.parse(Messages[0]?.Body ?? '{}');
    expect(Message).toBe(event.body);
    expect(MessageAttributes).toStrictEqual({
      type: { Type: 'String', Value: 'webhook.endpoint.disabled' },
      eventId: { Type: 'String', Value: 'evt_1' },
      endpointId: { Type: 'String', Value: 'ep_1' },
    });
  } finally {
    sns.destroy();
    sqs.destroy();
    await server.stop();
  }
});
