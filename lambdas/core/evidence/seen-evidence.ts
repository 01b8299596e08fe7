import * as z from 'zod/mini';
import { type Instant, plusMinutes } from '../instant.ts';
import { JobId } from '../vault/vault.ts';
import { DescribedJob, droppedFields, toJobDetails } from './details.ts';
import { type JobKey, type SeenEvidence, STATUS_CODES } from './evidence.ts';
import type { JobDetails } from './job-details.ts';

/** How far apart two clocks that are right may be. */
export const CLOCK_SKEW_MINUTES = 15;

/** A described job that names itself and its state, without which it is no evidence. */
const SeenJob = z.extend(DescribedJob, {
  VaultARN: z.string('is missing or not a string'),
  JobId,
  StatusCode: z.enum(STATUS_CODES, `must be one of ${STATUS_CODES.join(', ')}`),
});

/** A description either is evidence, or it is refused with the reason. */
export type SeenReading =
  | {
      readonly kind: 'seen';
      readonly evidence: SeenEvidence;
      /** Fields that the evidence leaves out, because what they say cannot be read or believed. */
      readonly dropped: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

const explain = (error: z.core.$ZodError): string =>
  error.issues
    .map(({ path, message }) => `${path.join('.') || 'the message'}: ${message}`)
    .join('; ');

// A notice can be forged, and a date in the future would delay the polls or the expiry. An answer of Glacier
// is taken at its word: where they disagree, the clock of the program that asked is wrong.
const withoutFutureDates = (details: JobDetails, observedAt: Instant): JobDetails => {
  const bound = plusMinutes(observedAt, CLOCK_SKEW_MINUTES);
  const isFuture = (date = '') => date > bound;
  return {
    ...details,
    creationDate: isFuture(details.creationDate) ? undefined : details.creationDate,
    completionDate: isFuture(details.completionDate) ? undefined : details.completionDate,
  };
};

/** Reads a notice, a DescribeJob answer or a row of ListJobs: all three have the same form. */
export const readSeenJob = (
  described: unknown,
  source: SeenEvidence['source'],
  observedAt: Instant,
): SeenReading => {
  const { success, data, error } = SeenJob.safeParse(described);
  if (!success) return { kind: 'refused', reason: explain(error) };
  const { VaultARN, JobId: jobId, StatusCode: statusCode, ...rest } = data;
  const key: JobKey = { vaultArn: VaultARN, jobId };
  const stated = { ...toJobDetails(rest), statusCode };
  const details = source === 'notice' ? withoutFutureDates(stated, observedAt) : stated;
  const evidence = { kind: 'seen', key, source, observedAt, statusCode, details } as const;
  return { kind: 'seen', evidence, dropped: droppedFields(Object(described), details) };
};
