import type { DeliveryIndex, PageKey, WaitingRange } from '../delivery-ports.ts';

/** More make no difference to what is said. */
const MOST = 100;

/**
 * Counts the deliveries that are parked for an endpoint, up to a hundred.
 *
 * A page may hold none of them although a later one does: it is filtered after it is read.
 */
export const countParked = async (
  deliveries: Pick<DeliveryIndex, 'ofEndpoint'>,
  { endpointId, to }: Pick<WaitingRange, 'endpointId' | 'to'>,
): Promise<number> => {
  const range = { endpointId, from: '', to, states: ['parked'] } as const;
  let parked = 0;
  let startKey: PageKey | undefined;
  do {
    const { entries, next } = await deliveries.ofEndpoint(range, startKey);
    parked += entries.length;
    startKey = next;
  } while (startKey !== undefined && parked < MOST);
  return Math.min(parked, MOST);
};
