import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AnnouncedEvent } from '../../core/event/announced-event.ts';
import type { EventsTopic } from '../../core/event/topic.ts';
import { sendInTens } from './send-in-tens.ts';

const MAX_ATTRIBUTE_LENGTH = 256;

// Real values are short and ASCII; what a forged notice may hold must not make SNS refuse the batch.
const toAttribute = (value: string): string =>
  value.slice(0, MAX_ATTRIBUTE_LENGTH).replace(/[^\x20-\x7e]/g, '?');

const toAttributes = (event: AnnouncedEvent) => {
  const { type, status, vaultName, action, tier, group, id: eventId } = event;
  const given = Object.entries({ type, status, vaultName, action, tier, group, eventId });
  return Object.fromEntries(
    given
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value = '']) => [name, { DataType: 'String', StringValue: toAttribute(value) }]),
  );
};

/** Creates the events topic; subscribers filter by the attributes of its messages. */
export const createSnsEventsTopic = (client: SNSClient, topicArn: string): EventsTopic => ({
  publish: (events) =>
    sendInTens(
      events.map((event) => ({ Message: event.body, MessageAttributes: toAttributes(event) })),
      (entries) =>
        client.send(
          new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
        ),
    ),
});
