import type { JobKey } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { JobStore } from './ports.ts';
import type { RecordEvidence, Recorded } from './record.ts';
import { type JobTarget, readTarget } from './register-target.ts';
import type { Status } from './status.ts';
import type { Job } from './tracked-job.ts';
import type { VaultScope } from './vault-scope.ts';

/** What collection works with. */
export interface CollectDeps {
  readonly record: RecordEvidence;
  readonly jobs: Pick<JobStore, 'read'>;
  /** Whose jobs are accepted; a vault that is given by name belongs there. */
  readonly scope: VaultScope;
  /** Reads the clock. */
  readonly now: () => Instant;
}

/** Why a collection is not recorded. */
export type CollectRefusal = 'job-not-tracked' | 'job-failed';

/** What became of a collection. */
export type Collected =
  | {
      readonly kind: 'collected';
      readonly key: JobKey;
      /** The transitions that it made: `Succeeded` comes before when nobody had told of it. */
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
 * Says that a job's output is fetched: nobody has to be reminded of it, and the job is left alone.
 *
 * Whoever has the output knows that the job succeeded, so that is recorded as well where it was not
 * known. Saying it again changes nothing.
 * @throws InvalidInputError before anything is sent, when the vault or the id cannot be right.
 * @throws Error as the SDK throws it, when DynamoDB does not answer; trying again does no harm.
 */
export const collectJob = async (deps: CollectDeps, target: JobTarget): Promise<Collected> => {
  const key = readTarget(target, deps.scope);
  const job = await deps.jobs.read(key);
  if (job === undefined) return refuseUntracked(key);
  if (job.status === 'Collected') return alreadyCollected(job);
  if (job.status === 'Failed') return refuseFailed(job);
  const now = deps.now();
  const recorded = await deps.record(
    { kind: 'collected', key, source: 'collection', observedAt: now },
    now,
  );
  return conclude(job, recorded);
};

/** Between the read and the record others may have said something about the job. */
const conclude = (job: Job, recorded: Recorded): Collected => {
  const { vaultArn, jobId } = job;
  const key = { vaultArn, jobId };
  if (recorded.kind === 'refused') return refuseUntracked(key);
  if (recorded.kind === 'recorded' && recorded.statuses.includes('Collected')) {
    return { kind: 'collected', key, statuses: recorded.statuses };
  }
  return recorded.isConflict ? refuseFailed(job) : alreadyCollected(job);
};

const alreadyCollected = ({ vaultArn, jobId, collectedAt }: Job): Collected => ({
  kind: 'already-collected',
  key: { vaultArn, jobId },
  collectedAt,
});

const refuseUntracked = (key: JobKey): Collected => ({
  kind: 'refused',
  key,
  reason: 'job-not-tracked',
  message: `The job ${key.jobId} in ${key.vaultArn} is not tracked: check the id and the vault, or register the job first.`,
});

const refuseFailed = ({ vaultArn, jobId, statusMessage }: Job): Collected => ({
  kind: 'refused',
  key: { vaultArn, jobId },
  reason: 'job-failed',
  message: `The job ${jobId} failed${statusMessage === undefined ? '' : ` (${statusMessage})`} and has no output: check the id; if you do have its output, register the job again, which asks Glacier, and collect it then.`,
});
