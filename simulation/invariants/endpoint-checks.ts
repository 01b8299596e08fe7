import { OPENING_FAILURES } from '../../lambdas/core/endpoint/circuit.ts';
import type { EndpointState } from '../../lambdas/core/endpoint/state.ts';
import type { Arrival } from '../ports/receivers.ts';
import { LATE_SUBSCRIBER } from '../programs/subscribers.ts';

/** By then every copy of a function has read an endpoint again, and has ended what it began before. */
const CACHED_MS = 3 * 60_000;
/** By then the service has recorded a recovery, and notified operators of an end, whatever fails. */
const LATE_MS = 2 * 3_600_000;
/** The sender has got the answer of one of three accepted webhooks. */
const ANSWERS = 3;

interface Endpoint {
  row?: EndpointState;
  addedAt: number;
  /** When it was disabled or enabled. */
  switchedAt: number;
  /** Since when it counts as failing. */
  openSince?: number | undefined;
  /** When it accepted webhooks since it refused one; the sender may not have got an answer or two. */
  acceptedAt: readonly number[];
}

const isOpen = ({ failureCount = 0 }: EndpointState): boolean => failureCount >= OPENING_FAILURES;

/** Creates checks of endpoints that are added, disabled and enabled, that fail and recover. */
export const createEndpointChecks = (
  nowMs: () => number,
  report: (invariant: string, of: string) => void,
) => {
  const endpoints = new Map<string, Endpoint>();
  const find = (endpointId: string): Endpoint => {
    const known = endpoints.get(endpointId) ?? { addedAt: 0, switchedAt: 0, acceptedAt: [] };
    endpoints.set(endpointId, known);
    return known;
  };
  const isDisabledFor = ({ row, switchedAt }: Endpoint, ms: number) =>
    row?.state === 'disabled' && nowMs() > switchedAt + ms;
  return {
    onChange: (before: EndpointState | undefined, after: EndpointState): void => {
      const { endpointId, state } = after;
      const endpoint = Object.assign(find(endpointId), { row: after });
      endpoint.openSince = isOpen(after) ? (endpoint.openSince ?? nowMs()) : undefined;
      if (before === undefined) endpoint.addedAt = nowMs();
      if (before?.state === state) return;
      endpoint.switchedAt = nowMs();
      const isSound = state === 'enabled' || endpointId === LATE_SUBSCRIBER.endpointId;
      if (!isSound) report('an endpoint was disabled without a 410', endpointId);
    },
    onArrival: ({ endpointId, isAccepted }: Arrival): void => {
      const endpoint = find(endpointId);
      const { openSince = nowMs(), acceptedAt } = endpoint;
      endpoint.acceptedAt = isAccepted ? [...acceptedAt, nowMs()].slice(0, ANSWERS) : [];
      const [last = nowMs()] = endpoint.acceptedAt.slice(ANSWERS - 1);
      const isLate = nowMs() > Math.max(openSince, last) + LATE_MS;
      if (isLate) report('an endpoint that accepts counts as failing', endpointId);
      const isOver = isDisabledFor(endpoint, CACHED_MS);
      if (isOver) report('a disabled endpoint got a webhook', endpointId);
    },
    /** Whether a delivery to an endpoint may be dropped now. */
    mayDrop: (endpointId: string): boolean => {
      const { row, switchedAt } = find(endpointId);
      return row?.state === 'disabled' || nowMs() < switchedAt + CACHED_MS;
    },
    /** Whether an endpoint must get the events that are published at an instant. */
    isOwed: (endpointId: string, publishedMs: number): boolean =>
      publishedMs > find(endpointId).addedAt + CACHED_MS,
    /** Finds disabled endpoints of which operators should have been notified by now. */
    checkNotices: (): void => {
      for (const [endpointId, endpoint] of endpoints) {
        const isLate = isDisabledFor(endpoint, LATE_MS);
        if (isLate) report('operators were not notified of a disabled endpoint', endpointId);
      }
    },
  };
};
