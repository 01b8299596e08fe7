import * as z from 'zod/mini';
import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { DamagedItemError } from '../../lambdas/core/errors.ts';
import { buildJobEvent, type JobEvent } from '../../lambdas/core/event/event.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { type AnnouncePorts, announceEvents } from '../replay/announce.ts';
import type { FailedMessage } from './failure-queue.ts';
import type { RedriveOutcome } from './redrive.ts';

/** What sending failed events on takes. */
export interface EventRedriveDeps extends AnnouncePorts {
  readonly jobs: Pick<JobStore, 'read'>;
  readonly endpoints: readonly Endpoint[];
}

const FailedEvent = z.object({
  vaultArn: z.string().check(z.minLength(1)),
  jobId: z.string().check(z.minLength(1)),
  sequence: z.optional(z.number()),
  reason: z.string(),
});

/** A message of FailedEventsQueue. */
export type ReadFailedEvent = z.infer<typeof FailedEvent>;

/** Reads a message of FailedEventsQueue, unless it is none. */
export const readFailedEvent = (body: string): ReadFailedEvent | undefined =>
  FailedEvent.safeParse(parseJson(body)).data;

/**
 * Announces the event of one message of FailedEventsQueue, built from the Jobs table.
 *
 * Where not even its sequence could be read, every event of the job is announced. Endpoints that have
 * one of them do not get it again; subscribers of the topic know it by its id.
 */
export const redriveEvent = async (
  { body }: Pick<FailedMessage, 'body'>,
  deps: EventRedriveDeps,
): Promise<RedriveOutcome> => {
  const failed = readFailedEvent(body);
  if (failed === undefined) {
    return { kind: 'left', reason: 'the message names neither a job nor an event' };
  }
  const { vaultArn, jobId, sequence } = failed;
  const job = await readJob({ vaultArn, jobId }, deps);
  if (typeof job === 'string') return { kind: 'left', reason: job };
  const events = eventsOf(job, sequence);
  if (events.length === 0) {
    return { kind: 'left', reason: `the job ${jobId} has no transition ${sequence}` };
  }
  const order = { audience: { kind: 'all' }, endpoints: deps.endpoints } as const;
  const { refused, published, queued } = await announceEvents(events, order, deps);
  if (refused[0] !== undefined) return { kind: 'left', reason: refused[0].reason };
  return { kind: 'done', note: `${jobId}: ${published} published, ${queued} deliveries queued` };
};

// A row that is still damaged keeps its message; it must not end the redrive of the others.
const readJob = async (
  key: Parameters<JobStore['read']>[0],
  { jobs }: EventRedriveDeps,
): Promise<Job | string> => {
  try {
    return (await jobs.read(key)) ?? `the job ${key.jobId} is no longer recorded`;
  } catch (error) {
    if (error instanceof DamagedItemError) return error.message;
    throw error;
  }
};

const eventsOf = (job: Job, sequence: number | undefined): JobEvent[] =>
  job.transitions
    .map((_step, index) => index + 1)
    .filter((each) => sequence === undefined || each === sequence)
    .map((each) => buildJobEvent(job, each));
