import {
  CHAOS_ENDPOINTS,
  type ChaosEndpoint,
  type EventTraits,
  isNeverAccepted,
} from '../endpoints.ts';
import { type Arrival, announcedFor, arrivals, type Event, traitsOf } from './announced-events.ts';
import type { Invariant, JobRow } from './chaos-records.ts';

/** Every transition reaches the events topic, under one id and in one form. */
export const announced: Invariant = {
  name: 'Each transition reached the events topic under one id, with one body that a replay rebuilds',
  check: (records) => {
    const byJob = announcedFor(records);
    return records.jobs.flatMap((job) => {
      const events = byJob.get(job.jobId) ?? [];
      const rebuilt = records.rebuilt.get(job.jobId) ?? [];
      return job.transitions
        .flatMap((step, index) => {
          const own = events.filter(({ event }) => event.data.sequence === index + 1);
          return problemsOf(step.status, own, rebuilt[index]);
        })
        .concat(events.length > job.sequence ? ['more was announced than happened'] : [])
        .map((text) => ({ jobId: job.jobId, text }));
    });
  },
};

const problemsOf = (
  status: string,
  own: readonly { readonly event: Event; readonly bodies: readonly string[] }[],
  rebuilt: string | undefined,
): readonly string[] => {
  const [first, ...others] = own;
  if (first === undefined) return [`${status} was never announced`];
  return [
    ...(others.length > 0 ? [`${status} was announced under ${own.length} ids`] : []),
    ...(first.event.data.status === status ? [] : [`${status} was announced as another status`]),
    ...(first.bodies.length > 1 ? [`${status} was announced in ${first.bodies.length} forms`] : []),
    ...(first.bodies.includes(rebuilt ?? '') ? [] : [`${status} cannot be built again as it was`]),
  ];
};

/** Every event reaches every endpoint that it is for, and no other. */
export const delivered: Invariant = {
  name: 'Each transition reached each matching endpoint under one id, with the bytes of the events topic',
  check: (records) => {
    const arrived = arrivals(records);
    const byJob = announcedFor(records);
    return records.jobs.flatMap((job) =>
      (byJob.get(job.jobId) ?? []).flatMap(({ event, bodies }) =>
        CHAOS_ENDPOINTS.flatMap((endpoint) =>
          missing(endpoint, { job, event, body: bodies[0] ?? '' }, arrived).map((text) => ({
            jobId: job.jobId,
            text: `${event.data.status} ${event.id} at ${endpoint.path}: ${text}`,
          })),
        ),
      ),
    );
  },
};

interface Due {
  readonly job: JobRow;
  readonly event: Event;
  readonly body: string;
}

const missing = (
  { path, mode, isDue }: ChaosEndpoint,
  { job, event, body }: Due,
  arrived: ReadonlyMap<string, Arrival>,
): readonly string[] => {
  const arrival = arrived.get(`${path} ${event.id}`);
  const traits = traitsOf(job, event);
  if (!isDue(traits)) return arrival === undefined ? [] : ['it was not for it'];
  if (arrival === undefined || arrival.accepted === 0) {
    return mayRefuse(mode, traits) ? [] : ['it never arrived'];
  }
  const [first] = arrival.bodies;
  return arrival.bodies.size === 1 && first === body ? [] : ['it arrived with other bytes'];
};

const mayRefuse = (behaviour: ChaosEndpoint['mode'], traits: EventTraits): boolean =>
  behaviour === 'gone' || (behaviour === 'stubborn' && isNeverAccepted(traits));

/** Every request can be verified with the official library. */
export const signed: Invariant = {
  name: 'Each webhook carries a signature that the official library verifies',
  check: ({ received }) =>
    received
      .filter(({ verified }) => !verified)
      .map(({ path, webhookId, refusal }) => ({ text: `${webhookId} at ${path}: ${refusal}` })),
};
