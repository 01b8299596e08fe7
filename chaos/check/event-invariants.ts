import type { ReceivedRequest } from '../../sandbox/receiver/received-request.ts';
import { CHAOS_ENDPOINTS, type ChaosEndpoint, isNeverAccepted } from '../endpoints.ts';
import type { Invariant } from './chaos-records.ts';
import { arrivalsAt, type OwedEvent, owedEvents } from './job-events.ts';

/** Every transition reaches the events topic, under one id and in one form. */
export const announced: Invariant = {
  name: 'Each transition reached the events topic under one id, with one body that a replay rebuilds',
  check: (records) => {
    const owed = owedEvents(records);
    const ids = new Set(owed.map(({ event }) => event.id));
    const strays = [...records.published]
      .filter(([id, [body = '']]) => body.includes('"type":"glacier.job.') && !ids.has(id))
      .map(([id]) => ({ text: `${id} was announced, and is of no transition` }));
    const changed = owed.flatMap(({ job: { jobId }, event }) => {
      const bodies = [...(records.published.get(event.id) ?? [])];
      if (bodies.length === 0) return [{ jobId, text: `${event.status} was never announced` }];
      const isOne = bodies.length === 1 && bodies[0] === event.body;
      return isOne ? [] : [{ jobId, text: `${event.status} cannot be built again as it was` }];
    });
    return [...strays, ...changed];
  },
};

/** Every event reaches every endpoint that it is for, and no other. */
export const delivered: Invariant = {
  name: 'Each transition reached each matching endpoint under one id, with the bytes of the events topic',
  check: (records) => {
    const arrivalsOf = arrivalsAt(records);
    return owedEvents(records).flatMap((owed) =>
      CHAOS_ENDPOINTS.flatMap((endpoint) =>
        problemsOf(owed, endpoint, arrivalsOf(endpoint.path, owed.event.id)).map((text) => ({
          jobId: owed.job.jobId,
          text: `${owed.event.status} ${owed.event.id} at ${endpoint.path}: ${text}`,
        })),
      ),
    );
  },
};

const problemsOf = (
  { job, event }: OwedEvent,
  { mode, isDue }: ChaosEndpoint,
  arrivals: readonly ReceivedRequest[],
): readonly string[] => {
  if (!isDue(job, event.status)) return arrivals.length === 0 ? [] : ['it was not for it'];
  const isStubborn = mode === 'stubborn' && isNeverAccepted(job.jobDescription, event.status);
  const isAccepted = arrivals.some(({ answeredStatus }) => answeredStatus === 200);
  const isSame = arrivals.every(({ body }) => body.toString() === event.body);
  return [
    ...(isAccepted || isStubborn || mode === 'gone' ? [] : ['it never arrived']),
    ...(isSame ? [] : ['it arrived with other bytes']),
  ];
};

/** Every request can be verified with the official library. */
export const signed: Invariant = {
  name: 'Each webhook carries a signature that the official library verifies',
  check: ({ received }) =>
    received
      .filter(({ verified }) => !verified)
      .map(({ path, webhookId, refusal }) => ({ text: `${webhookId} at ${path}: ${refusal}` })),
};
