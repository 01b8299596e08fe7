import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { createRng } from '../rng.ts';
import type { ChaosRun } from '../run.ts';
import { repeatWhileFaulty } from './repeat-while-faulty.ts';

const Grouped = z.object({ endpointId: z.string() });

/** Sends messages of DeliveryQueue and PollQueue again, soon or late, as SQS may deliver them twice. */
export const duplicateMessages = (run: ChaosRun): void => {
  const random = createRng(run.scale.seed, 'messages');
  const everyMs = run.scale.faultySpanMs / 60;
  repeatWhileFaulty(run, { random, everyMs }, async () => {
    const { sent } = run.evidence;
    const recent = random.chance(0.7) ? sent.slice(-20) : sent;
    const message = recent[random.whole(0, recent.length)];
    if (message === undefined) return;
    run.log.add('message doubled', message.queueName);
    await sendDuplicate(run, message);
  });
};

const sendDuplicate = async (
  { sandbox: { clients } }: ChaosRun,
  { queueName, body }: { readonly queueName: string; readonly body: string },
): Promise<void> => {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
  const group = Grouped.safeParse(JSON.parse(body)).data?.endpointId;
  await clients.sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: group }),
  );
};
