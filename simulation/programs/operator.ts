import type { OperatorEvent } from '../../lambdas/core/delivery/operator-event.ts';
import type { Service } from '../service.ts';
import { LATE_SUBSCRIBER } from './subscribers.ts';

const HOUR_MS = 3_600_000;

/** Adds an endpoint during the run; what is returned adds it again within an hour of hearing its end. */
export const startOperator = ({ world: { time, random }, endpoints }: Service) => {
  const addWithin = (ms: number) =>
    void time.after(random() * ms, () => endpoints.add(LATE_SUBSCRIBER));
  addWithin(6 * HOUR_MS);
  return ({ type }: OperatorEvent): void => {
    if (type === 'webhook.endpoint.disabled') addWithin(HOUR_MS);
  };
};
