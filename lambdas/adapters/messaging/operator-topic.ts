import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { OperatorTopic } from '../../core/delivery/ports.ts';

/** Creates the way to operators: the events topic, with attributes to filter by. */
export const createSnsOperatorTopic = (client: SNSClient, topicArn: string): OperatorTopic => ({
  publish: async ({ id, type, endpointId, body }) => {
    const attributes = Object.entries({ type, eventId: id, endpointId });
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: body,
        MessageAttributes: Object.fromEntries(
          attributes.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
      }),
    );
  },
});
