import { buildJobEvent, type JobEvent } from '../../lambdas/core/event/event.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { ChaosRecords } from './chaos-records.ts';

/** The event of a transition, built from the last row as a replay builds it. */
export interface OwedEvent {
  readonly job: Job;
  readonly event: JobEvent;
}

/** The events of all recorded transitions. */
export const owedEvents = ({ jobs }: ChaosRecords): readonly OwedEvent[] =>
  jobs.flatMap((job) =>
    job.transitions.map((_, index) => ({ job, event: buildJobEvent(job, index + 1) })),
  );

/** The requests that brought an event to an endpoint. */
export const arrivalsAt = ({ received }: ChaosRecords) => {
  const byKey = Map.groupBy(received, ({ path, webhookId }) => `${path} ${webhookId}`);
  return (path: string, eventId: string) => byKey.get(`${path} ${eventId}`) ?? [];
};
