import type { JobKey, SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { type Instant, plusHours, plusMinutes } from '../../lambdas/core/instant.ts';
import { OUTPUT_LIFE_HOURS } from '../../lambdas/core/job/facts.ts';

/** A job that is to be started. */
export interface JobRequest {
  readonly vaultArn: string;
  /** Absent: an inventory is asked for. */
  readonly archiveId?: string | undefined;
  /** @default Standard */
  readonly tier?: string | undefined;
  readonly description?: string | undefined;
  /** A part of the archive, such as `0-1048575`. */
  readonly byteRange?: string | undefined;
  /** Where Glacier announces the end. */
  readonly snsTopic?: string | undefined;
  /** Of an inventory: `JSON` or `CSV`. */
  readonly format?: string | undefined;
  /** Of an inventory: archives created since then. */
  readonly startDate?: string | undefined;
  /** Of an inventory: archives created before that. */
  readonly endDate?: string | undefined;
}

/** The outcome of a request to start a job. */
export type Initiated =
  | { readonly kind: 'started'; readonly jobId: string }
  /** Nothing was started; the same request can succeed in a moment. */
  | { readonly kind: 'busy'; readonly message: string }
  /** Nothing was started, and every other request would end the same way. */
  | { readonly kind: 'hopeless'; readonly message: string }
  /** Nothing was started, because of this one request. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No answer came: the job may have been started. */
  | { readonly kind: 'unsure'; readonly message: string };

/**
 * Starts a job, with one request and no repetition.
 *
 * Glacier knows no token that makes a repetition harmless: repeated, it is another job, paid for again.
 * @throws Error as the SDK throws it, when credentials are missing or not accepted; nothing is started.
 */
export type InitiateJob = (request: JobRequest) => Promise<Initiated>;

/** How far the clocks of this machine and of Glacier may be apart. */
const CLOCK_SKEW_MINUTES = 5;

/** Finds the job that a request has started: the newest that Glacier lists, and whose output can still be fetched. */
export const findStarted = (
  request: JobRequest,
  requestedAt: Instant,
  listed: readonly SeenEvidence[],
): JobKey | undefined => {
  const since = plusMinutes(requestedAt, -CLOCK_SKEW_MINUTES);
  return listed
    .filter((job) => answers(request, job.details) && createdAt(job) >= since && !isOver(job))
    .toSorted((a, b) => createdAt(b).localeCompare(createdAt(a), 'en'))[0]?.key;
};

const createdAt = ({ details }: SeenEvidence): Instant => details.creationDate ?? '';

const isOver = ({ details: { completionDate }, observedAt }: SeenEvidence): boolean =>
  completionDate !== undefined && plusHours(completionDate, OUTPUT_LIFE_HOURS) <= observedAt;

const answers = (request: JobRequest, details: SeenEvidence['details']): boolean =>
  details.archiveId === request.archiveId &&
  details.jobDescription === request.description &&
  (request.archiveId === undefined
    ? details.action === 'InventoryRetrieval'
    : details.tier === (request.tier ?? 'Standard') && hasRange(request, details));

/** Says whether a job is of the range that a request asks for; Glacier reports the whole one where none was. */
export const hasRange = (
  { byteRange }: Pick<JobRequest, 'byteRange'>,
  details: Pick<SeenEvidence['details'], 'retrievalByteRange' | 'archiveSizeInBytes'>,
): boolean => {
  const { retrievalByteRange, archiveSizeInBytes = 0 } = details;
  const whole = `0-${archiveSizeInBytes - 1}`;
  return byteRange === undefined
    ? retrievalByteRange === undefined || retrievalByteRange === whole
    : retrievalByteRange === byteRange;
};
