import { DUE_SHARDS } from '../core/delivery/lease.ts';
import type { Deadline } from '../core/function/deadline.ts';
import type { RedeliverDeps } from './deps.ts';
import { maintainEndpoint } from './maintain-endpoint.ts';
import { measureWaiting } from './measure-waiting.ts';
import { sendDue } from './send-due.ts';
import { createTask, type Task } from './task.ts';

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
    const perform = async (work: (task: Task) => Promise<void>) => {
      const task = createTask(deadline);
      await task.tolerate(work(task));
      return task.faults;
    };
    const performed = await Promise.all([
      ...unhealthy.map((endpoint) => perform((task) => maintainEndpoint(endpoint, deps, task))),
      ...DUE_SHARDS.map((shard) => perform((task) => sendDue(shard, deps, task))),
      perform(() => measureWaiting(deps)),
    ]);
    const faults = performed.flat();
    if (faults.length === 0) return;
    throw new AggregateError(faults, 'Some deliveries could not be redelivered', {
      cause: faults[0],
    });
  };
