import { readGroupTag } from '../group/tag.ts';
import { eventFieldsOf } from '../job/event-fields.ts';
import type { Job, Transition } from '../job/job.ts';
import type { Status } from '../job/status.ts';
import { parseVaultArn } from '../vault/vault.ts';
import type { AnnouncedEvent } from './announced-event.ts';
import { eventIdOf } from './event-id.ts';
import { JOB_EVENT_TYPES, type JobEventType } from './event-type.ts';

/** A transition, ready to be announced. */
export interface JobEvent extends AnnouncedEvent {
  readonly type: JobEventType;
  readonly status: Status;
  readonly sequence: number;
}

type Fields = Readonly<Record<string, string | number | undefined>>;

/**
 * Builds the event of one transition of a job.
 *
 * It is a function of the job and the sequence alone, and carries only what is fixed once that status
 * is reached, in a fixed order: built again years later it has the same id and the same bytes.
 * @throws RangeError when the job has no transition of that sequence.
 */
export const buildJobEvent = (job: Job, sequence: number): JobEvent => {
  const step = job.transitions[sequence - 1];
  if (!step) throw new RangeError(`The job ${job.jobId} has no transition ${sequence}.`);
  const id = eventIdOf([job.vaultArn, job.jobId, sequence, step.status]);
  const type = JOB_EVENT_TYPES[step.status];
  const carried = carriedFields(job, step);
  const jobDescription = textOf(carried, 'jobDescription');
  const data = {
    ...identity(job, sequence, step),
    ...carried,
    statusMessage: step.statusMessage,
  };
  return {
    id,
    type,
    body: JSON.stringify({ id, type, timestamp: step.at, data }),
    status: step.status,
    sequence,
    vaultName: parseVaultArn(job.vaultArn)?.vaultName ?? '',
    action: textOf(carried, 'action'),
    tier: textOf(carried, 'tier'),
    jobDescription,
    group: readGroupTag(jobDescription),
  };
};

const identity = (job: Job, sequence: number, step: Transition): Fields => {
  const vault = parseVaultArn(job.vaultArn);
  return {
    vaultArn: job.vaultArn,
    vaultName: vault?.vaultName,
    accountId: vault?.accountId,
    region: vault?.region,
    jobId: job.jobId,
    status: step.status,
    previousStatus: job.transitions[sequence - 2]?.status,
    sequence,
    source: step.source,
  };
};

const carriedFields = (job: Job, step: Transition): Fields =>
  Object.fromEntries(
    eventFieldsOf(step).map((name) => {
      const announced = step.announcedAs?.[name];
      const value = announced === undefined ? job[name] : (announced ?? undefined);
      return [name, value];
    }),
  );

const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
};
