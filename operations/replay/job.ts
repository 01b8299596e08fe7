import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { toDeliveries } from './announce.ts';
import { findProblem, order } from './delivery.ts';
import type { ReplayDeps, Replayed } from './ports.ts';

/** Which events of which job, and to whom. */
export interface JobReplay {
  readonly key: JobKey;
  /** @default - every endpoint that wants the event */
  readonly endpointId?: string | undefined;
  /** Hears how many deliveries are about to be sent; an error that it throws keeps all of them back. */
  readonly onCounted?: (count: number) => Promise<void>;
}

/**
 * Resends every event of a job, rebuilt from the Jobs table, to the matching endpoints.
 *
 * It needs no delivery to have been there: this is how an endpoint gets what it was registered too late
 * for, and how an outage longer than the stream's 24 hours is made good.
 */
export const replayJob = async (
  { key, endpointId, onCounted }: JobReplay,
  deps: ReplayDeps,
): Promise<Replayed> => {
  const problem = endpointId === undefined ? undefined : await findProblem(endpointId, deps);
  if (problem !== undefined) return { kind: 'refused', reason: problem };
  const job = await deps.jobs.read(key);
  if (job === undefined) {
    return { kind: 'refused', reason: `no job ${key.jobId} is recorded for ${key.vaultArn}` };
  }
  const endpoints = await deps.endpoints.list();
  const events = job.transitions.map((_step, index) => buildJobEvent(job, index + 1));
  const replay = deps.newId();
  const whom = { audience: { kind: 'endpoints', endpointId }, endpoints, replay } as const;
  const deliveries = events.flatMap((event) => toDeliveries(event, whom));
  await onCounted?.(deliveries.length);
  return order(deliveries, deps);
};
