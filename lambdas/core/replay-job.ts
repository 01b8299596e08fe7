import type { DeliveryMessage } from './delivery-message.ts';
import { matchesEndpoint } from './endpoint-match.ts';
import { buildJobEvent, type JobEvent } from './event.ts';
import type { JobKey } from './evidence.ts';
import { order } from './replay.ts';
import type { ReplayDeps, Replayed } from './replay-ports.ts';

/** Which events of which job, and to whom. */
export interface JobReplay {
  readonly key: JobKey;
  /** @default - every endpoint that wants the event */
  readonly endpointId?: string | undefined;
}

/**
 * Sends every event of a job anew, built from the Jobs table, to the endpoints that want it.
 *
 * It needs no delivery to have been there: this is how an endpoint gets what it was registered too late
 * for, and how an outage longer than the stream's 24 hours is made good.
 */
export const replayJob = async (
  { key, endpointId }: JobReplay,
  deps: ReplayDeps,
): Promise<Replayed> => {
  const job = await deps.jobs.read(key);
  if (job === undefined) {
    return { kind: 'refused', reason: `there is no job ${key.jobId} of ${key.vaultArn}` };
  }
  const all = await deps.endpoints.list();
  const endpoints = all.filter((one) => endpointId === undefined || one.endpointId === endpointId);
  const events = job.transitions.map((_step, index) => buildJobEvent(job, index + 1));
  const deliveries = events.flatMap((event) =>
    endpoints
      .filter((endpoint) => matchesEndpoint(endpoint, event))
      .map((endpoint) => toDelivery(event, endpoint.endpointId)),
  );
  return order(deliveries, deps);
};

const toDelivery = ({ id, type, body }: JobEvent, endpointId: string): DeliveryMessage => ({
  eventId: id,
  endpointId,
  eventType: type,
  body,
});
