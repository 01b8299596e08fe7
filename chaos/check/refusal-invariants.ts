import { CHAOS_ENDPOINTS, isNeverAccepted } from '../endpoints.ts';
import { RETRY_SCHEDULE_SECONDS } from '../scale.ts';
import { announcedFor, arrivals, traitsOf } from './announced-events.ts';
import type { ChaosRecords, Invariant } from './chaos-records.ts';

const MOST_ATTEMPTS = RETRY_SCHEDULE_SECONDS.length + 1;

/** What a receiver refuses for good is tried to the end of the schedule, and then given up. */
export const triedToTheEnd: Invariant = {
  name: 'What a receiver never takes is tried as often as the schedule says, and ends as exhausted',
  check: (records) => {
    const arrived = arrivals(records);
    const states = statesOf(records);
    return refusals(records).flatMap(({ jobId, eventId, path }) => {
      const { requests = 0, accepted = 0 } = arrived.get(`${path} ${eventId}`) ?? {};
      if (accepted > 0) return [];
      const state = states.get(`${path} ${eventId}`);
      const isRight = state === 'exhausted' && requests >= MOST_ATTEMPTS;
      const text = `${eventId} at ${path} is ${state} after ${requests} attempts`;
      return isRight ? [] : [{ jobId, text }];
    });
  },
};

const statesOf = ({ deliveries, endpointIds }: ChaosRecords): ReadonlyMap<string, string> => {
  const paths = new Map([...endpointIds].map(([path, id]) => [id, path]));
  return new Map(
    deliveries.map(({ eventId, endpointId, state }) => [
      `${paths.get(endpointId)} ${eventId}`,
      state,
    ]),
  );
};

const refusals = (records: ChaosRecords) => {
  const byJob = announcedFor(records);
  const stubborn = CHAOS_ENDPOINTS.filter(({ mode }) => mode === 'stubborn');
  return records.jobs.flatMap((job) =>
    (byJob.get(job.jobId) ?? [])
      .filter(({ event }) => isNeverAccepted(traitsOf(job, event)))
      .flatMap(({ event }) =>
        stubborn.map(({ path }) => ({ jobId: job.jobId, eventId: event.id, path })),
      ),
  );
};
