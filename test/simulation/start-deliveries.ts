import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import { type DeliveryMessage, writeDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import type { EndpointState } from '../../lambdas/core/endpoint/state.ts';
import { deployFunctions } from '../../simulation/functions/deploy.ts';
import type { Deployment } from '../../simulation/functions/deployment.ts';
import { type Listener, NO_LISTENER } from '../../simulation/listener.ts';
import type { ChooseManner } from '../../simulation/ports/receivers.ts';
import { createService } from '../../simulation/service.ts';
import { startSchedule } from '../../simulation/sources/schedule.ts';
import type { World } from '../../simulation/world.ts';

const MINUTE_MS = 60_000;
/** A standard queue is roughly in order; measurements of waiting times depend on it. */
const ROUGH_ORDER = 20;

/** What is delivered to, and by which deployment. */
export interface DeliveryOptions {
  readonly world: World;
  readonly deployment: Deployment;
  readonly endpoints: readonly Partial<EndpointState>[];
  /** How the receivers answer. */
  readonly choose: ChooseManner;
  readonly listener?: Partial<Listener>;
}

/** Starts the functions of a deployment for deliveries that are sent to their queue. */
export const startDeliveries = (options: DeliveryOptions) => {
  const { world } = options;
  const listener = { ...NO_LISTENER, ...options.listener };
  const service = createService({ ...options, listener, vaultArns: [], disorder: ROUGH_ORDER });
  const functions = deployFunctions(service, listener);
  startSchedule({
    everyMs: MINUTE_MS,
    time: world.time,
    timesToFire: () => 1,
    fire: () => void functions.redeliver.invoke({}),
  });
  const { deliveryQueue, deliveries } = service;
  return {
    ...functions,
    service,
    send: (messages: readonly DeliveryMessage[]) => {
      for (const message of messages) deliveryQueue.send(writeDeliveryMessage(message));
    },
    /** Whether every delivery has ended in one of these states, and nothing is under way. */
    isOver: (states: readonly Delivery['state'][]): boolean =>
      deliveryQueue.size() === 0 &&
      [...deliveries.rows.values()].every(({ state }) => states.includes(state)),
  };
};
