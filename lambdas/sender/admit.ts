import { electProber, PROBE_WAIT_MS } from '../core/endpoint/changes.ts';
import { circuitOf } from '../core/endpoint/circuit.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import type { SenderDeps } from './deps.ts';
import type { OpenDelivery } from './open-delivery.ts';

/** A delivery may be attempted now. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly endpoint: EndpointState;
  /** Present when this delivery is the endpoint's only prober, with the `probeAt` of its election. */
  readonly probe?: { readonly lease: string | undefined };
}

/** Whether a delivery may be attempted now. */
export type Admission =
  | Admitted
  /** A probe is under way: try again after a short delay. */
  | { readonly kind: 'wait'; readonly delayMs: number }
  /** The endpoint fails: park the delivery until the endpoint recovers. */
  | { readonly kind: 'park'; readonly endpoint: EndpointState }
  /** The endpoint is removed or disabled. */
  | { readonly kind: 'drop'; readonly reason: string };

/**
 * Decides whether a delivery may be attempted, and elects it where only one may be.
 *
 * A closed circuit is trusted from a row that is up to a few seconds old; every other decision reads
 * the current row.
 */
export const admit = async (delivery: OpenDelivery, deps: SenderDeps): Promise<Admission> => {
  const { endpointId } = delivery.message;
  const recent = await deps.endpoints.recent(endpointId);
  if (recent?.state === 'enabled' && circuitOf(recent, deps.nowMs()) === 'closed') {
    return { kind: 'admitted', endpoint: recent };
  }
  const endpoint = await deps.endpoints.current(endpointId);
  if (endpoint === undefined) return { kind: 'drop', reason: 'the endpoint was removed' };
  if (endpoint.state === 'disabled') return { kind: 'drop', reason: 'the endpoint is disabled' };
  return admitByCircuit(delivery, endpoint, deps);
};

const admitByCircuit = (
  delivery: OpenDelivery,
  endpoint: EndpointState,
  deps: SenderDeps,
): Admission | Promise<Admission> => {
  // A test is sent at once whatever the circuit: it must not be parked.
  switch (delivery.message.once ? 'closed' : circuitOf(endpoint, deps.nowMs())) {
    case 'closed':
      return { kind: 'admitted', endpoint };
    case 'half-open':
      return elect(delivery, endpoint, deps);
    case 'probing':
      return standBy(delivery, endpoint);
    case 'open':
      return { kind: 'park', endpoint };
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

// A probe usually ends within a moment, so a short wait costs less than parking.
const standBy = ({ record }: OpenDelivery, endpoint: EndpointState): Admission =>
  record.attributes.ApproximateReceiveCount === '1'
    ? { kind: 'wait', delayMs: PROBE_WAIT_MS }
    : { kind: 'park', endpoint };
