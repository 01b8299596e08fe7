import { isProbeDue } from '../core/endpoint/circuit.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import type { RedeliverDeps } from './deps.ts';
import { drainParked } from './drain-parked.ts';
import { sendProbe } from './send-probe.ts';
import { settleDisabled } from './settle-disabled.ts';
import type { Task } from './task.ts';

/** Does what one endpoint in trouble needs: an end, a probe, or its parked deliveries. */
export const maintainEndpoint = (
  endpoint: EndpointState,
  deps: RedeliverDeps,
  task: Task,
): Promise<void> => {
  const { drainSince, probeAt, state, disableNoticePendingSince } = endpoint;
  if (disableNoticePendingSince !== undefined || state === 'disabled') {
    return settleDisabled(endpoint, deps, task);
  }
  if (isProbeDue(endpoint, deps.nowMs())) return sendProbe(endpoint, deps, task);
  if (drainSince === undefined || probeAt !== undefined) return Promise.resolve();
  return drainParked(endpoint, drainSince, { deps, task });
};
