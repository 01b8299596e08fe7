import { isNeverAccepted } from '../endpoints.ts';
import { RETRY_SCHEDULE_SECONDS } from '../run.ts';
import type { Invariant } from './chaos-records.ts';
import { arrivalsAt, owedEvents } from './job-events.ts';

const STUBBORN = '/stubborn';
const MOST_ATTEMPTS = RETRY_SCHEDULE_SECONDS.length + 1;

/** What a receiver refuses for good is tried to the end of the schedule, and then given up. */
export const triedToTheEnd: Invariant = {
  name: 'What a receiver never takes is tried as often as the schedule says, and ends as exhausted',
  check: (records) => {
    const arrivalsOf = arrivalsAt(records);
    const endpointId = records.endpointIds.get(STUBBORN);
    const refused = owedEvents(records).filter(({ job, event }) =>
      isNeverAccepted(job.jobDescription, event.status),
    );
    return refused.flatMap(({ job, event }) => {
      const arrivals = arrivalsOf(STUBBORN, event.id);
      if (arrivals.some(({ answeredStatus }) => answeredStatus === 200)) return [];
      const state = records.deliveries.find(
        (row) => row.eventId === event.id && row.endpointId === endpointId,
      )?.state;
      const isRight = state === 'exhausted' && arrivals.length >= MOST_ATTEMPTS;
      const text = `${event.id} at ${STUBBORN} is ${state} after ${arrivals.length} attempts`;
      return isRight ? [] : [{ jobId: job.jobId, text }];
    });
  },
};

/** Nothing is given up in silence. */
export const operatorNotified: Invariant = {
  name: 'Each exhausted delivery and each disabled endpoint is announced on the events topic',
  check: ({ published, deliveries, endpoints }) => {
    const bodies = [...published.values()].flatMap((some) => [...some]);
    const isNotified = (...parts: readonly string[]) =>
      bodies.some((body) => parts.every((part) => body.includes(`"${part}"`)));
    const exhausted = deliveries
      .filter(({ state }) => state === 'exhausted')
      .map((row) => ['webhook.delivery.exhausted', row.endpointId, row.eventId]);
    const disabled = endpoints
      .filter(({ state }) => state === 'disabled')
      .map(({ endpointId }) => ['webhook.endpoint.disabled', endpointId]);
    return [...exhausted, ...disabled]
      .filter((parts) => !isNotified(...parts))
      .map((parts) => ({ text: `${parts.join(' ')} was not announced` }));
  },
};
