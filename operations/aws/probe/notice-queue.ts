import {
  CreateTopicCommand,
  DeleteTopicCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { parseJson } from '../../../lambdas/core/json.ts';
import type { Place } from '../../../lambdas/core/vault/place.ts';

import type { ProbeNotice } from '../../probe/observations.ts';

/** A queue that exists for one probe, subscribed to a topic of its own and to the service's. */
export interface NoticeQueue {
  /** The topic for the job: its policy allows Glacier by `aws:SourceAccount` alone. */
  readonly topicArn: string;
  /** Receives notices; waits for the first for up to a number of seconds (0 to 20). */
  readonly receive: (seconds: number) => Promise<readonly ProbeNotice[]>;
  /** Deletes the topic, the queue and both subscriptions. */
  readonly remove: () => Promise<void>;
}

/** What a queue for notices is created with. */
export interface NoticeQueueDeps {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly place: Place;
  /** The service's notice topic, which the vaults' configurations name. */
  readonly vaultTopicArn: string;
  /** The name of the topic and of the queue; must be new. */
  readonly name: string;
}

/**
 * Creates the topic, the queue and their subscriptions; after a failure it removes what exists.
 *
 * @throws Error as the SDK throws it.
 */
export const createNoticeQueue = async (deps: NoticeQueueDeps): Promise<NoticeQueue> => {
  const { sns, sqs, vaultTopicArn, name } = deps;
  const undo: (() => Promise<unknown>)[] = [];
  const remove = async () => {
    const failed: unknown[] = [];
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) => failed.push(error));
    }
    if (failed.length === 0) return;
    throw new Error(`The topic or the queue ${name} may remain: delete them.`, {
      cause: failed[0],
    });
  };
  try {
    const topicArn = await createTopic(deps);
    undo.push(() => sns.send(new DeleteTopicCommand({ TopicArn: topicArn })));
    const topics = [topicArn, vaultTopicArn];
    const queueArn = topicArn.replace(':sns:', ':sqs:');
    const QueueUrl = await createQueue(sqs, { name, queueArn, topics });
    undo.push(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
    for (const topic of topics) {
      const SubscriptionArn = await subscribe(sns, topic, queueArn);
      undo.push(() => sns.send(new UnsubscribeCommand({ SubscriptionArn })));
    }
    const toNotice = createReader(topicArn);
    return {
      topicArn,
      remove,
      receive: (seconds) => receive(sqs, QueueUrl, { seconds, toNotice }),
    };
  } catch (error) {
    await remove().catch(() => undefined);
    throw error;
  }
};

const policyOf = (service: string, Action: string, Resource: string, Condition: object): string => {
  const Principal = { Service: `${service}.amazonaws.com` };
  const Statement = [{ Effect: 'Allow', Principal, Action, Resource, Condition }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
};

const createTopic = async ({ sns, place, name }: NoticeQueueDeps): Promise<string> => {
  const { partition, region, accountId } = place;
  const topicArn = `arn:${partition}:sns:${region}:${accountId}:${name}`;
  const Policy = policyOf('glacier', 'sns:Publish', topicArn, {
    StringEquals: { 'aws:SourceAccount': accountId },
  });
  const { TopicArn = topicArn } = await sns.send(
    new CreateTopicCommand({ Name: name, Attributes: { Policy } }),
  );
  return TopicArn;
};

const createQueue = async (
  sqs: SQSClient,
  {
    name,
    queueArn,
    topics,
  }: {
    readonly name: string;
    readonly queueArn: string;
    readonly topics: readonly string[];
  },
): Promise<string | undefined> => {
  const Policy = policyOf('sns', 'sqs:SendMessage', queueArn, {
    ArnEquals: { 'aws:SourceArn': topics },
  });
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { Policy } }),
  );
  return QueueUrl;
};

const subscribe = async (
  sns: SNSClient,
  TopicArn: string,
  Endpoint: string,
): Promise<string | undefined> => {
  const command = new SubscribeCommand({
    TopicArn,
    Protocol: 'sqs',
    Endpoint,
    ReturnSubscriptionArn: true,
  });
  return (await sns.send(command)).SubscriptionArn;
};

const receive = async (
  sqs: SQSClient,
  QueueUrl: string | undefined,
  {
    seconds,
    toNotice,
  }: {
    readonly seconds: number;
    readonly toNotice: (message: Message) => readonly ProbeNotice[];
  },
): Promise<readonly ProbeNotice[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: seconds }),
  );
  // What is not deleted is received again, with the same id.
  await Promise.allSettled(
    Messages.map(({ ReceiptHandle }) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    ),
  );
  return Messages.flatMap(toNotice);
};

const Envelope = z.object({ TopicArn: z.string(), Timestamp: z.string(), Message: z.string() });
const Notice = z.object({ JobId: z.string() });

/** Other messages, such as Glacier's test of a new configuration, are no notices. */
const createReader = (jobTopicArn: string) => {
  const seen = new Set<string>();
  return ({ MessageId = '', Body = '' }: Message): readonly ProbeNotice[] => {
    if (seen.has(MessageId)) return [];
    seen.add(MessageId);
    const envelope = Envelope.safeParse(parseJson(Body)).data;
    const notice = Notice.safeParse(parseJson(envelope?.Message ?? '')).data;
    if (envelope === undefined || notice === undefined) return [];
    const via = envelope.TopicArn === jobTopicArn ? 'job' : 'vault';
    return [{ via, publishedAt: envelope.Timestamp, jobId: notice.JobId }];
  };
};
