import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  type SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import type { SubscriptionFacts, TopicFacts } from '../../doctor/facts.ts';
import { isMissing, unlessMissing } from './unless-missing.ts';

/** Looks at a topic and at who is subscribed to it. */
export interface TopicInspector {
  /** Says `undefined` of a topic that does not exist. */
  readonly topic: () => Promise<TopicFacts | undefined>;
  /** Lists every subscription with its filter. */
  readonly subscriptions: () => Promise<readonly SubscriptionFacts[]>;
}

/**
 * Creates the inspector of a topic: `sns:GetTopicAttributes`, `sns:ListSubscriptionsByTopic` and
 * `sns:GetSubscriptionAttributes`.
 */
export const createTopicInspector = (client: SNSClient, topicArn: string): TopicInspector => ({
  topic: async () => {
    const answer = await unlessMissing(
      client.send(new GetTopicAttributesCommand({ TopicArn: topicArn })),
    );
    if (answer === undefined) return undefined;
    const { Policy, KmsMasterKeyId } = answer.Attributes ?? {};
    return { policy: Policy || undefined, keyId: KmsMasterKeyId || undefined };
  },
  subscriptions: async () => {
    const found: SubscriptionFacts[] = [];
    const pages = paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn });
    try {
      for await (const { Subscriptions = [] } of pages) {
        for (const one of Subscriptions) found.push(await inspect(client, one));
      }
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return found;
  },
});

const inspect = async (
  client: SNSClient,
  { SubscriptionArn = '', Protocol = '', Endpoint = '' }: Subscription,
): Promise<SubscriptionFacts> => {
  const plain = { protocol: Protocol, endpoint: Endpoint };
  // Instead of an ARN: PendingConfirmation.
  if (!SubscriptionArn.startsWith('arn:')) return { ...plain, arn: undefined };
  const { Attributes = {} } = await client.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn }),
  );
  const { FilterPolicy, FilterPolicyScope, PendingConfirmation } = Attributes;
  return {
    ...plain,
    arn: PendingConfirmation === 'true' ? undefined : SubscriptionArn,
    filterPolicy: FilterPolicy || undefined,
    filterScope: FilterPolicyScope || undefined,
  };
};
