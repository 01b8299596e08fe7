import type { JobKey } from '../lambdas/core/evidence/evidence.ts';
import type { Glacier } from '../lambdas/core/glacier/ports.ts';
import type { Instant } from '../lambdas/core/instant.ts';
import type { Job } from '../lambdas/core/job/job.ts';
import type { RecordEvidence, Recorded } from '../lambdas/core/job/record.ts';
import type { Status } from '../lambdas/core/job/status.ts';
import type { JobStore } from '../lambdas/core/job/store.ts';
import type { VaultScope } from '../lambdas/core/vault/scope.ts';
import { type JobTarget, readTarget } from './target.ts';

/** What collection works with. */
export interface CollectDeps {
  readonly glacier: Glacier;
  readonly record: RecordEvidence;
  readonly jobs: Pick<JobStore, 'read'>;
  /** Whose jobs are accepted; a vault that is given by name belongs there. */
  readonly scope: VaultScope;
  /** Reads the clock. */
  readonly now: () => Instant;
}

/** How a collection is made. */
export interface CollectOptions {
  /**
   * Records that the job succeeded without asking Glacier.
   *
   * @default false - Glacier is asked
   */
  readonly force?: boolean;
}

/** Why a collection is not recorded. */
export type CollectRefusal =
  /** Neither Glacier nor the Jobs table knows the job. */
  | 'job-not-tracked'
  /** As far as both know it is still in progress. */
  | 'job-pending'
  | 'job-failed';

/** The result of a collection. */
export type Collected =
  | {
      readonly kind: 'collected';
      readonly key: JobKey;
      /** The recorded transitions; including `Succeeded` if it was not known before. */
      readonly statuses: readonly Status[];
    }
  | {
      readonly kind: 'already-collected';
      readonly key: JobKey;
      /** When that was recorded. */
      readonly collectedAt?: Instant | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly key: JobKey;
      readonly reason: CollectRefusal;
      /** What is wrong and what to do, in a sentence for people. */
      readonly message: string;
    };

/**
 * Records that a job's output is fetched, which ends its reminders and polls.
 *
 * Glacier is asked first, and its answer is recorded. A job is collected when Glacier or the Jobs
 * table knows that it succeeded, also after Glacier has forgotten it. Repeating it changes nothing.
 * @throws InvalidInputError before anything is sent, when the vault or the id cannot be right.
 * @throws GlacierCallError when Glacier does not answer, and the SDK's error when DynamoDB does not;
 * trying again does no harm.
 */
export const collectJob = async (
  deps: CollectDeps,
  target: JobTarget,
  { force = false }: CollectOptions = {},
): Promise<Collected> => {
  const key = readTarget(target, deps.scope);
  const recorded = await deps.jobs.read(key);
  if (recorded?.status === 'Collected') return alreadyCollected(key, recorded);
  const job = force ? recorded : await askGlacier(key, recorded, deps);
  if (job === undefined) return refuse(key, 'job-not-tracked');
  if ('kind' in job) return refuse(key, 'job-not-tracked', job.reason);
  if (job.status === 'Failed') return refuse(key, 'job-failed', job.statusMessage);
  if (job.status === 'InProgress' && !force) return refuse(key, 'job-pending');
  const now = deps.now();
  const evidence = { kind: 'collected', key, source: 'collection', observedAt: now } as const;
  return conclude(key, job, await deps.record(evidence, now));
};

/** As much of a job as decides whether it can be collected. */
type Standing = Pick<Job, 'status' | 'statusMessage' | 'collectedAt'>;

/** Records what Glacier says of a job, and answers how it stands by that and by the Jobs table. */
const askGlacier = async (
  key: JobKey,
  recorded: Job | undefined,
  { glacier, record, jobs, now }: CollectDeps,
): Promise<Standing | Extract<Recorded, { kind: 'refused' }> | undefined> => {
  const answer = await glacier.describeJob(key, now());
  if (answer.kind !== 'seen') return recorded;
  const { statusCode: status, details } = answer.evidence;
  // A collection that is refused tracks no job.
  if (recorded === undefined && status !== 'Succeeded') return { ...details, status };
  const outcome = await record(answer.evidence, now());
  return outcome.kind === 'refused' ? outcome : jobs.read(key);
};

/** Between the read and the record others may have said something about the job. */
const conclude = (key: JobKey, job: Standing, recorded: Recorded): Collected => {
  if (recorded.kind === 'refused') return refuse(key, 'job-not-tracked');
  if (recorded.kind === 'recorded' && recorded.statuses.includes('Collected')) {
    return { kind: 'collected', key, statuses: recorded.statuses };
  }
  return recorded.isConflict
    ? refuse(key, 'job-failed', job.statusMessage)
    : alreadyCollected(key, job);
};

const alreadyCollected = (key: JobKey, { collectedAt }: Standing): Collected => {
  return { kind: 'already-collected', key, collectedAt };
};

const refuse = (key: JobKey, reason: CollectRefusal, detail?: string): Collected => {
  const why: Readonly<Record<CollectRefusal, string>> = {
    'job-not-tracked': `in ${key.vaultArn} is not tracked${detail === undefined ? ', and Glacier does not know it or was not asked: check the id and the vault' : `: ${detail}`}`,
    'job-pending':
      'is in progress according to Glacier and the Jobs table: collect it after it has succeeded',
    'job-failed': `failed${detail === undefined ? '' : ` (${detail})`} and has no output: check the id`,
  };
  return { kind: 'refused', key, reason, message: `The job ${key.jobId} ${why[reason]}.` };
};
