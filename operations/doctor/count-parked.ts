import { pagesOf } from '../../lambdas/core/delivery/pages.ts';
import type { DeliveryIndex, WaitingRange } from '../../lambdas/core/delivery/ports.ts';

/** The maximum to count: a higher count does not change the finding. */
export const MAX_COUNTED = 100;

/** Counts the parked deliveries of an endpoint, up to a hundred. */
export const countParked = async (
  deliveries: Pick<DeliveryIndex, 'ofEndpoint'>,
  { endpointId, to }: Pick<WaitingRange, 'endpointId' | 'to'>,
): Promise<number> => {
  const range = { endpointId, from: '', to, states: ['parked'] } as const;
  let parked = 0;
  for await (const entries of pagesOf((startKey) => deliveries.ofEndpoint(range, startKey))) {
    parked += entries.length;
    if (parked >= MAX_COUNTED) break;
  }
  return Math.min(parked, MAX_COUNTED);
};
