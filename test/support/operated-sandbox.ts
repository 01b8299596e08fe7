import { PublishCommand } from '@aws-sdk/client-sns';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { anArchiveNotice } from './a-notice.ts';
import { startCliSandbox } from './cli-sandbox.ts';

const HOUR_MS = 3_600_000;

/** See {@link startOperatedSandbox}. */
export type OperatedSandbox = Awaited<ReturnType<typeof startOperatedSandbox>>;

/** A sandbox in real time for tests of the command that share it, each with jobs of its own. */
export const startOperatedSandbox = async () => {
  const sandbox = await startCliSandbox();
  const { clock, clients, outputs } = sandbox;
  /** The bodies of jobs' events that were published on the events topic. */
  const published: string[] = [];
  sandbox.on((happening) => {
    if (happening.kind !== 'published') return;
    // The others are operator events about endpoints.
    if (happening.message.includes('"type":"glacier.job.')) published.push(happening.message);
  });
  void sandbox.runLive();

  const hoursAgo = (hours: number) => new Date(clock.now() - hours * HOUR_MS).toISOString();
  const aNotice = (JobId: string, changes: object = {}) => {
    const times = { CreationDate: hoursAgo(5), CompletionDate: hoursAgo(1) };
    return JSON.stringify(anArchiveNotice({ JobId, ...times, ...changes }));
  };
  const announce = (jobId: string) =>
    clients.sns.send(
      new PublishCommand({ TopicArn: outputs.NoticeTopicArn, Message: aNotice(jobId) }),
    );
  const eventsOf = (jobId: string) => published.filter((body) => body.includes(`"${jobId}"`));
  return {
    ...sandbox,
    published,
    aNotice,
    announce,
    eventsOf,
    /** Has jobs recorded, and gives their events. */
    recorded: async (...jobIds: readonly string[]) => {
      for (const jobId of jobIds) await announce(jobId);
      const events = () => jobIds.flatMap(eventsOf);
      await expect.poll(events, { timeout: 10_000 }).toHaveLength(jobIds.length);
      return events();
    },
    receivedAt: (path: string) =>
      sandbox.receiver.received.filter((request) => request.path === path),
    send: (QueueUrl: string, body: string | object) => {
      const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
      return clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    },
    /** Removes what the next test could meet: endpoints, and messages about failures. */
    leaveNothing: async () => {
      const listed = await sandbox.json<{ endpoints: { endpointId: string }[] }>(
        'endpoints',
        'list',
      );
      for (const { endpointId } of listed.endpoints) {
        await sandbox.json('endpoints', 'remove', endpointId, '--yes');
      }
      const { FailedNoticesQueueUrl, FailedEventsQueueUrl, DeliveryDeadLetterQueueUrl } = outputs;
      const queues = [FailedNoticesQueueUrl, FailedEventsQueueUrl, DeliveryDeadLetterQueueUrl];
      for (const QueueUrl of queues) await clients.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    },
  };
};
