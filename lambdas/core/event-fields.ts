import type { Instant } from './instant.ts';
import type { JobDetails } from './job-details.ts';
import type { Status } from './status.ts';
import type { Transition } from './tracked-job.ts';

/** What events carry of a job, in the order of their bytes. */
const CARRIED = [
  'action',
  'tier',
  'creationDate',
  'completionDate',
  'outputExpiresAt',
  'jobDescription',
  'archiveId',
  'archiveSizeInBytes',
] as const satisfies readonly (keyof CarriedDetails)[];

type Carried = (typeof CARRIED)[number];

/** What events carry of a job that is known from its initiation on. */
export const CARRIED_FROM_INITIATION: readonly Carried[] = CARRIED.filter(
  (name) => name !== 'completionDate' && name !== 'outputExpiresAt',
);

/** The part of a job that its events carry. */
export interface CarriedDetails extends JobDetails {
  readonly outputExpiresAt?: Instant | undefined;
}

/** Lists what the event of a transition to this status carries of the job. */
export const carriedNames = (status: Status): readonly Carried[] =>
  status === 'InProgress' ? CARRIED_FROM_INITIATION : CARRIED;

/** Notes in a transition what its event lacks, because a write that reads nothing may fill it in. */
export const noteAbsent = (step: Transition, details: CarriedDetails): Transition => {
  const absent = carriedNames(step.status).filter((name) => details[name] === undefined);
  if (absent.length === 0) return step;
  return { ...step, announcedAs: Object.fromEntries(absent.map((name) => [name, null])) };
};

/**
 * Notes in a transition what its event carried otherwise than the job will say from now on.
 *
 * The first note stays: it is what the event carried.
 */
export const keepCarried = (
  step: Transition,
  before: CarriedDetails,
  after: CarriedDetails,
): Transition => {
  const changed = carriedNames(step.status).filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return step;
  const announcedAs = Object.fromEntries(changed.map((name) => [name, before[name] ?? null]));
  return { ...step, announcedAs: { ...announcedAs, ...step.announcedAs } };
};
