import type { JobKey, SeenEvidence } from '../lambdas/core/evidence/evidence.ts';
import type { DescribeAnswer, Glacier } from '../lambdas/core/glacier/ports.ts';
import type { Instant } from '../lambdas/core/instant.ts';
import type { RecordEvidence } from '../lambdas/core/job/record.ts';
import type { Status } from '../lambdas/core/job/status.ts';
import type { JobStore } from '../lambdas/core/job/store.ts';
import type { VaultScope } from '../lambdas/core/vault/scope.ts';
import { type JobTarget, readTarget } from './target.ts';

/** What registration works with. */
export interface RegisterDeps {
  readonly glacier: Glacier;
  readonly record: RecordEvidence;
  readonly jobs: Pick<JobStore, 'read'>;
  /** Whose jobs are accepted; a vault that is given by name belongs there. */
  readonly scope: VaultScope;
  /** Reads the clock. */
  readonly now: () => Instant;
  /** Waits for a number of milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Why a job is not registered. */
export type RegisterRefusal =
  | 'job-not-found'
  | 'vault-not-found'
  /** Glacier's answer is about another job, or cannot be read. */
  | 'unusable-answer'
  /** It completed longer ago than jobs are kept. */
  | 'too-old';

/** The result of a registration. */
export type Registered =
  | { readonly kind: 'registered'; readonly key: JobKey; readonly status: Status }
  | { readonly kind: 'already-tracked'; readonly key: JobKey; readonly status: Status }
  | {
      readonly kind: 'refused';
      readonly key: JobKey;
      readonly reason: RegisterRefusal;
      /** What is wrong and what to do, in a sentence for people. */
      readonly message: string;
    };

/** Waits between the tries for a job that Glacier does not know: its id may be seconds old. */
const WAITS_MS = [1000, 2000, 3000, 4000] as const;

/**
 * Registers a job with this service, best right after InitiateJob.
 *
 * Glacier is asked first, and what is recorded is its answer, so that a mistyped id is never tracked.
 * A job that it does not know is asked for again for 10 s, unless it is tracked already. Registering
 * a job again changes nothing, except that it records what Glacier says that was not known yet.
 * @throws InvalidInputError before anything is sent, when the vault or the id cannot be right.
 * @throws GlacierCallError when Glacier does not answer, and the SDK's error when DynamoDB does not;
 * nothing may be recorded then, and trying again does no harm.
 */
export const registerJob = async (deps: RegisterDeps, target: JobTarget): Promise<Registered> => {
  const key = readTarget(target, deps.scope);
  const answer = await describeJob(key, deps, WAITS_MS);
  switch (answer.kind) {
    case 'seen':
      return recordSeen({ ...answer.evidence, source: 'registration' }, deps);
    case 'tracked':
      return { kind: 'already-tracked', key, status: answer.status };
    default:
      return refuse(key, answer);
  }
};

type Answer = DescribeAnswer | { readonly kind: 'tracked'; readonly status: Status };

const describeJob = async (
  key: JobKey,
  deps: RegisterDeps,
  waitsMs: readonly number[],
): Promise<Answer> => {
  const answer = await deps.glacier.describeJob(key, deps.now());
  if (answer.kind !== 'job-not-found') return answer;
  // Glacier forgets a job some time after its completion, which is no reason to wait for it.
  const tracked = await deps.jobs.read(key);
  if (tracked) return { kind: 'tracked', status: tracked.status };
  const [waitMs, ...rest] = waitsMs;
  if (waitMs === undefined) return answer;
  await deps.wait(waitMs);
  return describeJob(key, deps, rest);
};

const recordSeen = async (
  evidence: SeenEvidence,
  { record, jobs, now }: RegisterDeps,
): Promise<Registered> => {
  const { key } = evidence;
  // Glacier's answer may have corrected the clock.
  const observedAt = now();
  const recorded = await record({ ...evidence, observedAt }, observedAt);
  if (recorded.kind === 'refused') {
    return { kind: 'refused', key, reason: 'too-old', message: `Not tracked: ${recorded.reason}.` };
  }
  const job = await jobs.read(key);
  const made = recorded.kind === 'recorded' ? recorded.statuses : [];
  const status = job?.status ?? made.at(-1) ?? evidence.statusCode;
  // All transitions that the job has are of this registration: it was not there before.
  const isNew = made.length > 0 && (job === undefined || job.sequence === made.length);
  return { kind: isNew ? 'registered' : 'already-tracked', key, status };
};

const refuse = (key: JobKey, answer: Exclude<Answer, { kind: 'seen' | 'tracked' }>): Registered => {
  switch (answer.kind) {
    case 'job-not-found':
      return {
        kind: 'refused',
        key,
        reason: 'job-not-found',
        message: `Glacier does not know the job ${key.jobId} in ${key.vaultArn}: check the id and the vault. Glacier keeps a job for at least 24 hours after its completion.`,
      };
    case 'vault-not-found':
      return {
        kind: 'refused',
        key,
        reason: 'vault-not-found',
        message: `The vault ${key.vaultArn} does not exist: check its name, account and Region.`,
      };
    case 'refused':
      return {
        kind: 'refused',
        key,
        reason: 'unusable-answer',
        message: `Glacier returned an unusable description of the job ${key.jobId}: ${answer.reason}.`,
      };
  }
};
