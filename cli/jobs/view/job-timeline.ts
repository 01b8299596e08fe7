import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import type { EventDeliveries } from '../../../lambdas/core/delivery/ports.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';

/** A transition with the event that it made, and where that went. */
export interface TimelineStep {
  readonly sequence: number;
  readonly status: string;
  readonly at: string;
  readonly source: string;
  readonly statusMessage?: string | undefined;
  readonly reason?: string | undefined;
  readonly eventId: string;
  readonly deliveries: readonly Delivery[];
}

/** Reads the deliveries of each transition's event. */
export const readTimeline = (
  job: Job,
  deliveriesOf: EventDeliveries,
): Promise<readonly TimelineStep[]> =>
  Promise.all(
    job.transitions.map(async ({ status, at, source, statusMessage, reason }, index) => {
      const sequence = index + 1;
      const { id: eventId } = buildJobEvent(job, sequence);
      const deliveries = await deliveriesOf(eventId);
      return { sequence, status, at, source, statusMessage, reason, eventId, deliveries };
    }),
  );
