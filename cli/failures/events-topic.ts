import { createEventBus } from '../../lambdas/adapters/messaging/event-bus.ts';
import { createSnsEventsTopic } from '../../lambdas/adapters/messaging/events-topic.ts';
import { createSnsClient } from '../../lambdas/adapters/messaging/sns-client.ts';
import { publishToAll } from '../../lambdas/core/event/publish-to-all.ts';
import type { EventsTopic } from '../../lambdas/core/event/topic.ts';
import type { Service } from '../deployment/service.ts';

/** Creates the events topic of a service, and its event bus if it has one, as fan-out publishes to them. */
export const createEventsTopic = ({ outputs, clientConfig }: Service): EventsTopic =>
  publishToAll(
    createSnsEventsTopic(createSnsClient(clientConfig('sns')), outputs.EventsTopicArn),
    ...(outputs.EventBus === undefined
      ? []
      : [createEventBus(outputs.EventBus, clientConfig('eventbridge'))]),
  );
