import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';

const Envelope = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().optional(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.string(),
  Signature: z.string(),
  SigningCertURL: z.string(),
  UnsubscribeURL: z.string(),
  MessageAttributes: z
    .record(z.string(), z.object({ Type: z.string(), Value: z.string() }))
    .default({}),
});

/**
 * Builds the event that a function gets from SNS out of the envelope that a queue gets.
 *
 * One message makes one event; the names of two fields differ from the envelope's.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export const snsEvent = (envelopeJson: string, subscriptionArn: string): SNSEvent => {
  const { SigningCertURL, UnsubscribeURL, ...envelope } = Envelope.parse(JSON.parse(envelopeJson));
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscriptionArn,
        Sns: {
          ...envelope,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
        },
      },
    ],
  };
};
