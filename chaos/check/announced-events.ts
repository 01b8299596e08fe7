import * as z from 'zod';
import type { EventTraits } from '../endpoints.ts';
import type { ChaosRecords, JobRow } from './chaos-records.ts';

const Event = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    vaultName: z.string(),
    jobId: z.string(),
    status: z.string(),
    sequence: z.number(),
  }),
});
/** A job's event, as far as it is checked. */
export type Event = z.output<typeof Event>;

/** The events that were announced for each job, with the bodies that they came under. */
export const announcedFor = ({ published }: ChaosRecords) => {
  const byJob = new Map<string, { readonly event: Event; readonly bodies: readonly string[] }[]>();
  for (const bodies of published.values()) {
    const [body = '{}'] = bodies;
    const event = Event.safeParse(JSON.parse(body)).data;
    if (event === undefined) continue;
    const { jobId } = event.data;
    byJob.set(jobId, [...(byJob.get(jobId) ?? []), { event, bodies: [...bodies] }]);
  }
  return byJob;
};

/** What arrived of an event at an endpoint. */
export interface Arrival {
  readonly bodies: Set<string>;
  /** How many requests brought it. */
  requests: number;
  /** How many of them were answered with 200. */
  accepted: number;
}

/** What arrived, by path and event id. */
export const arrivals = ({ received }: ChaosRecords): ReadonlyMap<string, Arrival> => {
  const byKey = new Map<string, Arrival>();
  for (const { path, webhookId, body, answeredStatus } of received) {
    const key = `${path} ${webhookId}`;
    const arrival = byKey.get(key) ?? { bodies: new Set(), requests: 0, accepted: 0 };
    arrival.bodies.add(body.toString());
    arrival.requests += 1;
    if (answeredStatus === 200) arrival.accepted += 1;
    byKey.set(key, arrival);
  }
  return byKey;
};

/** What of a job's event an endpoint chooses by. */
export const traitsOf = (
  { action, tier, jobDescription }: JobRow,
  { type, data }: Event,
): EventTraits => ({
  type,
  vaultName: data.vaultName,
  action: action ?? '',
  tier: tier ?? null,
  description: jobDescription ?? '',
});
