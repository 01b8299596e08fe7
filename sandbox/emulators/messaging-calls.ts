import * as z from 'zod';

/** Something that was published to a topic or sent to a queue. */
export type MessagingCall =
  | { readonly kind: 'published'; readonly topicArn: string; readonly message: string }
  | { readonly kind: 'sent'; readonly queueName: string; readonly body: string };

const Form = z.record(z.string(), z.string());
const Send = z.object({ QueueUrl: z.string(), MessageBody: z.string() });
const SendBatch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ MessageBody: z.string() })),
});

const sent = (queueUrl: string, body: string): MessagingCall => ({
  kind: 'sent',
  queueName: queueUrl.slice(queueUrl.lastIndexOf('/') + 1),
  body,
});

/** Reads the messages out of a call of SNS, which comes as a form, or of SQS, which comes as JSON. */
export const messagingCalls = (action: string, request: unknown): readonly MessagingCall[] => {
  switch (action) {
    case 'SendMessage': {
      const send = Send.safeParse(request);
      return send.success ? [sent(send.data.QueueUrl, send.data.MessageBody)] : [];
    }
    case 'SendMessageBatch': {
      const batch = SendBatch.safeParse(request);
      if (!batch.success) return [];
      return batch.data.Entries.map(({ MessageBody }) => sent(batch.data.QueueUrl, MessageBody));
    }
    case 'Publish':
    case 'PublishBatch':
      return publishedMessages(request);
    default:
      return [];
  }
};

const publishedMessages = (request: unknown): readonly MessagingCall[] => {
  const form = Form.safeParse(request);
  if (!form.success) return [];
  const topicArn = form.data['TopicArn'] ?? '';
  return Object.entries(form.data)
    .filter(
      ([key]) =>
        key === 'Message' || /^PublishBatchRequestEntries\.member\.\d+\.Message$/.test(key),
    )
    .map(([, message]) => ({ kind: 'published', topicArn, message }));
};
