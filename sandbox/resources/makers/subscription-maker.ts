import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { createSnsSubscription } from '../../sources/sns-subscription.ts';
import { account } from '../../template/account.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import type { StackContext } from '../stack-context.ts';
import { found } from '../stack-registry.ts';
import { invokeFunction } from '../targets.ts';

const Subscription = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  FilterPolicy: z.unknown().optional(),
  FilterPolicyScope: z.string().optional(),
  RawMessageDelivery: z.coerce.boolean().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string() }).optional(),
});
type Subscription = z.output<typeof Subscription>;

/** Subscribes the queues and functions of a template; other subscribers do not exist here. */
export const subscriptionMaker =
  (context: StackContext): ResourceMaker =>
  async ({ logicalId, properties }) => {
    const subscription = Subscription.parse(properties);
    switch (subscription.Protocol) {
      case 'sqs':
        return refTo(await subscribe(context, subscription, subscription.Endpoint));
      case 'lambda':
        return refTo(await subscribeFunction(context, subscription, logicalId));
      default:
        return refTo(`${subscription.TopicArn}:${logicalId}`);
    }
  };

const refTo = (subscriptionArn: string) => ({ ref: subscriptionArn, attributes: {} });

const subscribe = async (
  { clients: { sns } }: StackContext,
  subscription: Subscription,
  queueArn: string,
): Promise<string> => {
  const { SubscriptionArn = '' } = await sns.send(
    new SubscribeCommand({
      TopicArn: subscription.TopicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      Attributes: attributesOf(subscription),
    }),
  );
  return SubscriptionArn;
};

const attributesOf = (subscription: Subscription): Record<string, string> => ({
  ...(subscription.FilterPolicy === undefined
    ? {}
    : { FilterPolicy: JSON.stringify(subscription.FilterPolicy) }),
  ...(subscription.FilterPolicyScope === undefined
    ? {}
    : { FilterPolicyScope: subscription.FilterPolicyScope }),
  ...(subscription.RawMessageDelivery === true ? { RawMessageDelivery: 'true' } : {}),
});

const subscribeFunction = async (
  context: StackContext,
  subscription: Subscription,
  logicalId: string,
): Promise<string> => {
  const { registry, clients, endpoints, messaging, parts } = context;
  const fn = found(registry.functions, subscription.Endpoint);
  const name = `sandbox-bridge-${logicalId}`.slice(0, 80);
  await clients.sqs.send(new CreateQueueCommand({ QueueName: name }));
  const accountId = subscription.TopicArn.split(':')[4] ?? '';
  const bridgeArn = `arn:${account.partition}:sqs:${account.region}:${accountId}:${name}`;
  const subscriptionArn = await subscribe(context, subscription, bridgeArn);
  fn.subscribers.push({ protocol: 'sqs', endpoint: bridgeArn });
  const deadLetterArn = subscription.RedrivePolicy?.deadLetterTargetArn;
  parts.push(
    createSnsSubscription({
      subscriptionArn,
      bridge: { name, url: `${endpoints.messaging}/${accountId}/${name}` },
      fn,
      deadLetterQueueUrl:
        deadLetterArn === undefined ? undefined : found(registry.queues, deadLetterArn).url,
      sqs: clients.sqs,
      messaging,
      invoke: (event) => invokeFunction(context, fn, event),
    }),
  );
  return subscriptionArn;
};
