import { createSqsClient } from '../../lambdas/adapters/sqs-client.ts';
import { findQueue } from '../../lambdas/adapters/sqs-queue-depth.ts';
import type { Service } from '../deployment/service.ts';
import type { AwsFacts } from './aws-facts.ts';
import { unchecked } from './look-up.ts';

const NOT_THERE = unchecked('the sandbox has no such thing');

/** The queue between the sandbox's topic and intake begins so. */
const BRIDGE = 'sandbox-bridge-Intake';

/** Gathers what the sandbox has of the facts that only AWS itself has: very little. */
export const gatherSandboxFacts = async ({ outputs, clientConfig }: Service): Promise<AwsFacts> => {
  const queueUrl = await findQueue(createSqsClient(clientConfig('sqs')), BRIDGE);
  const [, partition, , region, accountId] = outputs.NoticeTopicArn.split(':');
  const name = queueUrl?.split('/').at(-1) ?? BRIDGE;
  return {
    intakeSubscriber: {
      kind: 'known',
      value: { protocol: 'sqs', endpoint: `arn:${partition}:sqs:${region}:${accountId}:${name}` },
    },
    topicKey: NOT_THERE,
    intake: NOT_THERE,
    poller: NOT_THERE,
    schedules: NOT_THERE,
    polls: NOT_THERE,
    deliverers: NOT_THERE,
  };
};
