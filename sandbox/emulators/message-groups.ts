import * as z from 'zod';

const Sent = z.object({ MessageGroupId: z.string().optional() });
const SentBatch = z.object({
  Entries: z.array(z.object({ Id: z.string(), MessageGroupId: z.string().optional() })),
});
const SendAnswer = z.object({ MessageId: z.string() });
const SendBatchAnswer = z.object({
  Successful: z.array(z.object({ Id: z.string(), MessageId: z.string() })),
});
const ReceiveAnswer = z.object({
  Messages: z
    .array(
      z
        .object({ MessageId: z.string(), Attributes: z.record(z.string(), z.string()).optional() })
        .loose(),
    )
    .optional(),
});

/** Takes one call of SQS with its answer; returns the answer to give instead. */
export type AmendAnswer = (action: string, request: unknown, answer: unknown) => unknown;

/**
 * Remembers the message groups of standard queues, which fauxqs 2.4 forgets.
 *
 * SQS keeps them for fair queues, and a received message shows its group.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export const createMessageGroups = (): AmendAnswer => {
  const groups = new Map<string, string>();
  const remember = (messageId: string, group: string | undefined): void => {
    if (group !== undefined) groups.set(messageId, group);
  };
  return (action, request, answer) => {
    if (action === 'ReceiveMessage') return addGroups(answer, groups);
    if (action === 'SendMessage') rememberOne(request, answer, remember);
    if (action === 'SendMessageBatch') rememberBatch(request, answer, remember);
    return answer;
  };
};

type Remember = (messageId: string, group: string | undefined) => void;

const rememberOne = (request: unknown, answer: unknown, remember: Remember): void => {
  const sent = Sent.safeParse(request);
  const answered = SendAnswer.safeParse(answer);
  if (sent.success && answered.success) {
    remember(answered.data.MessageId, sent.data.MessageGroupId);
  }
};

const rememberBatch = (request: unknown, answer: unknown, remember: Remember): void => {
  const sent = SentBatch.safeParse(request);
  const answered = SendBatchAnswer.safeParse(answer);
  if (!(sent.success && answered.success)) return;
  const byId = new Map(sent.data.Entries.map((entry) => [entry.Id, entry.MessageGroupId]));
  for (const { Id, MessageId } of answered.data.Successful) remember(MessageId, byId.get(Id));
};

const addGroups = (answer: unknown, groups: ReadonlyMap<string, string>): unknown => {
  const received = ReceiveAnswer.safeParse(answer);
  if (!received.success || received.data.Messages === undefined) return answer;
  return {
    Messages: received.data.Messages.map((message) => {
      const group = groups.get(message.MessageId);
      return group === undefined || message.Attributes === undefined
        ? message
        : { ...message, Attributes: { ...message.Attributes, MessageGroupId: group } };
    }),
  };
};
