import { DUE_SHARDS } from '../core/delivery/lease.ts';
import type { Deadline, RedeliverDeps } from './deps.ts';
import { maintainEndpoint } from './maintain-endpoint.ts';
import { measureWaiting } from './measure-waiting.ts';
import { sendDue } from './send-due.ts';

/**
 * Creates what runs every minute: it sends what is due, and looks after endpoints in trouble.
 *
 * Nothing is carried from one run to the next. What a run does not get to, or fails at, is still due in
 * the next one; two runs at the same time take each delivery only once.
 * @throws AggregateError with every fault, after everything else is done.
 */
export const createRedeliver =
  (deps: RedeliverDeps) =>
  async (deadline: Deadline): Promise<void> => {
    const unhealthy = await deps.endpoints.list();
    const settled = await Promise.allSettled([
      ...unhealthy.map((endpoint) => maintainEndpoint(endpoint, deps, deadline)),
      ...DUE_SHARDS.map((shard) => sendDue(shard, deps, deadline)),
      measureWaiting(deps),
    ]);
    const faults = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (faults.length > 0)
      throw new AggregateError(faults, 'Some deliveries could not be redelivered');
  };
