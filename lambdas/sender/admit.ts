import { type EndpointState, probeGate } from '../core/circuit.ts';
import { BUSY_WAIT_MS, electProber } from '../core/endpoint-changes.ts';
import type { SenderDeps } from './deps.ts';
import type { OpenDelivery } from './open-delivery.ts';

/** A delivery may be attempted now. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly endpoint: EndpointState;
  /** There when the delivery is the endpoint's only prober, with the `probeAt` of its election. */
  readonly probe?: { readonly lease: string | undefined };
}

/** Whether a delivery may be attempted now. */
export type Admission =
  | Admitted
  /** Somebody tries this very moment: come back soon. */
  | { readonly kind: 'busy'; readonly delayMs: number }
  /** The endpoint fails: wait until it is known to have recovered. */
  | { readonly kind: 'closed'; readonly endpoint: EndpointState }
  /** Nobody is there to receive it. */
  | { readonly kind: 'absent'; readonly reason: string };

/**
 * Asks whether a delivery may be attempted, and has it elected where only one may be.
 *
 * What is known of an open endpoint may be some seconds old; nothing is parked on old knowledge.
 */
export const admit = async (delivery: OpenDelivery, deps: SenderDeps): Promise<Admission> => {
  const { endpointId } = delivery.message;
  const recent = await deps.endpoints.recent(endpointId);
  if (recent?.state === 'enabled' && probeGate(recent, deps.nowMs()) === 'open') {
    return { kind: 'admitted', endpoint: recent };
  }
  const endpoint = await deps.endpoints.current(endpointId);
  if (endpoint === undefined) return { kind: 'absent', reason: 'the endpoint was removed' };
  if (endpoint.state === 'disabled') return { kind: 'absent', reason: 'the endpoint is disabled' };
  return passGate(delivery, endpoint, deps);
};

const passGate = (
  delivery: OpenDelivery,
  endpoint: EndpointState,
  deps: SenderDeps,
): Admission | Promise<Admission> => {
  // A test is sent at once, prober or not: it must not be parked.
  switch (delivery.message.once ? 'open' : probeGate(endpoint, deps.nowMs())) {
    case 'open':
      return { kind: 'admitted', endpoint };
    case 'closed':
      return { kind: 'closed', endpoint };
    case 'busy':
      return standBy(delivery, endpoint);
    case 'probe':
      return elect(delivery, endpoint, deps);
  }
};

const elect = async (
  delivery: OpenDelivery,
  endpoint: EndpointState,
  deps: SenderDeps,
): Promise<Admission> => {
  const change = electProber(endpoint, deps.nowMs());
  const elected = await deps.endpoints.change(endpoint.endpointId, change);
  if (elected === undefined) return standBy(delivery, endpoint);
  return { kind: 'admitted', endpoint: elected, probe: { lease: elected.probeAt } };
};

// Usually the prober has its answer within a moment, and parking would be more work than waiting.
const standBy = ({ record }: OpenDelivery, endpoint: EndpointState): Admission =>
  record.attributes.ApproximateReceiveCount === '1'
    ? { kind: 'busy', delayMs: BUSY_WAIT_MS }
    : { kind: 'closed', endpoint };
