import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { DamagedItemError } from '../../lambdas/core/errors.ts';
import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import { type AnnouncePorts, announceEvents } from '../replay/announce.ts';
import type { ReplayDeps } from '../replay/ports.ts';
import { type ReadFailedEvent, readFailedEvent } from './failed-event.ts';
import type { FailedMessage } from './failure-queue.ts';
import type { RedriveOutcome } from './redrive.ts';

/** What sending failed events on takes. */
export interface EventRedriveDeps extends AnnouncePorts, Pick<ReplayDeps, 'jobs' | 'entries'> {
  readonly endpoints: readonly Endpoint[];
}

/**
 * Announces the event of one message of FailedEventsQueue, built from the Jobs or the Groups table.
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
    return { kind: 'left', reason: 'the message names neither a job nor a group with an event' };
  }
  const events = await readEvents(failed, deps);
  if (typeof events === 'string') return { kind: 'left', reason: events };
  const order = { audience: { kind: 'all' }, endpoints: deps.endpoints } as const;
  const { refused, published, queued } = await announceEvents(events, order, deps);
  if (refused[0] !== undefined) return { kind: 'left', reason: refused[0].reason };
  const name = 'group' in failed ? `group ${failed.group}` : failed.jobId;
  return { kind: 'done', note: `${name}: ${published} published, ${queued} deliveries queued` };
};

type Events = readonly AnnouncedEvent[];

// A row that is still damaged keeps its message; it must not end the redrive of the others.
const readEvents = async (
  failed: ReadFailedEvent,
  deps: EventRedriveDeps,
): Promise<Events | string> => {
  try {
    return 'group' in failed ? await ofGroup(failed, deps) : await ofJob(failed, deps);
  } catch (error) {
    if (error instanceof DamagedItemError) return error.message;
    throw error;
  }
};

const ofGroup = async (
  failed: Extract<ReadFailedEvent, { group: string }>,
  { entries }: EventRedriveDeps,
): Promise<Events | string> => {
  const entry = await entries.get(failed);
  const event = entry && buildGroupEvent(entry);
  return event === undefined
    ? `the group ${failed.group} has no event ${failed.sequence} since ${failed.openedAt}`
    : [event];
};

const ofJob = async (
  { vaultArn, jobId, sequence }: Extract<ReadFailedEvent, { jobId: string }>,
  { jobs }: EventRedriveDeps,
): Promise<Events | string> => {
  const job = await jobs.read({ vaultArn, jobId });
  if (job === undefined) return `the job ${jobId} is no longer recorded`;
  const events = job.transitions
    .map((_step, index) => index + 1)
    .filter((each) => sequence === undefined || each === sequence)
    .map((each) => buildJobEvent(job, each));
  return events.length > 0 ? events : `the job ${jobId} has no transition ${sequence}`;
};
