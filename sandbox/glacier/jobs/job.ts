import type { Random } from '../seeded-random.ts';
import type { JobRequest } from './requests/job-request.ts';

/** How a job ends. */
export const OUTCOMES = ['Succeeded', 'Failed'] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** A job, with an end that is fixed from the start and can be changed until it has come. */
export interface Job {
  readonly jobId: string;
  readonly vaultName: string;
  readonly vaultArn: string;
  readonly request: JobRequest;
  readonly createdAt: number;
  completesAt: number;
  outcome: Outcome;
  /** What StatusMessage says at the end. */
  statusMessage: string;
  /** The instant from which Glacier no longer knows the job. */
  forgottenAt: number;
}

/** Checks whether a job has ended. */
export const isCompleted = (job: Job, now: number): boolean => job.completesAt <= now;

/** Returns the StatusCode of a job. */
export const statusCodeAt = (job: Job, now: number): Outcome | 'InProgress' =>
  isCompleted(job, now) ? job.outcome : 'InProgress';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LENGTH = 92;

/** Draws an id of the form of Glacier's job ids: 92 characters of `[A-Za-z0-9_-]`. */
export const drawJobId = (random: Random): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(random() * ALPHABET.length)).join('');
