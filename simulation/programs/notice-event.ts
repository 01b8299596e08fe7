import type { SNSEvent } from 'aws-lambda';

/** An event of SNS; a handler reads nothing of it but the messages. */
export const noticeEvent = (messages: readonly string[]): SNSEvent => ({
  Records: messages.map((Message) => ({
    EventVersion: '1.0',
    EventSubscriptionArn: '',
    EventSource: 'aws:sns',
    Sns: {
      SignatureVersion: '1',
      Timestamp: '',
      Signature: '',
      SigningCertUrl: '',
      MessageId: '',
      Message,
      MessageAttributes: {},
      Type: 'Notification',
      UnsubscribeUrl: '',
      TopicArn: '',
      Subject: '',
      Token: '',
    },
  })),
});
