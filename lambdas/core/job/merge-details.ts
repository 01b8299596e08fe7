import { DETAIL_NAMES } from '../evidence/details.ts';
import type { DetailName, JobDetails } from '../evidence/job-details.ts';

/** What Glacier knows of a job from its initiation on. */
const FROM_INITIATION: readonly DetailName[] = [
  'creationDate',
  'action',
  'tier',
  'jobDescription',
  'archiveId',
  'archiveSizeInBytes',
];

/** What two sources that disagree on a job's outcome disagree on. */
const DISPUTED: readonly DetailName[] = ['statusCode', 'statusMessage'];

const merge = (
  known: JobDetails,
  said: JobDetails,
  takesSaid: (name: DetailName) => boolean,
): JobDetails => {
  const isTaken = (name: DetailName) =>
    said[name] !== undefined && (known[name] === undefined || takesSaid(name));
  const taken = DETAIL_NAMES.filter(isTaken).map((name) => [name, said[name]]);
  return { ...known, ...Object.fromEntries(taken) };
};

/** Adds what was not known, and leaves what was. */
export const fillDetails = (known: JobDetails, said: JobDetails): JobDetails =>
  merge(known, said, () => false);

const leaveOut = (details: JobDetails, left: readonly DetailName[]): JobDetails =>
  Object.fromEntries(Object.entries(details).filter(([name]) => !left.some((one) => one === name)));

/** Leaves out what belongs to an outcome that is no longer believed. */
export const withoutDisputed = (details: JobDetails): JobDetails => leaveOut(details, DISPUTED);

const fillWithout =
  (left: readonly DetailName[]) =>
  (known: JobDetails, said: JobDetails): JobDetails =>
    fillDetails(known, leaveOut(said, left));

/** Adds what was not known, from evidence that disagrees on the job's outcome. */
export const fillUndisputed = fillWithout(DISPUTED);

/** Adds what a job that is still in progress says of itself, to a job that may be further. */
export const fillPendingDetails = fillWithout([...DISPUTED, 'completionDate']);

/**
 * Takes what a completed job says of itself, for a job that was in progress.
 *
 * What is known from the initiation on stays: it is Glacier's own word, and events have carried it.
 */
export const completeDetails = (known: JobDetails, said: JobDetails): JobDetails =>
  merge(known, said, (name) => !FROM_INITIATION.includes(name));

/** Takes everything that better evidence says, and keeps what it leaves open. */
export const replaceDetails = (known: JobDetails, said: JobDetails): JobDetails =>
  merge(known, said, () => true);
