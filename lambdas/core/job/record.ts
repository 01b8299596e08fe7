import { JobContendedError } from '../errors.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { LifePolicy } from '../function/settings.ts';
import type { Instant } from '../instant.ts';
import { decide } from './decide.ts';
import type { Job } from './job.ts';
import type { Status } from './status.ts';
import { type JobStore, type JobWrite, writeDecided, writeUnread } from './store.ts';

const MAX_ROUNDS = 5;

/** The outcome of a piece of evidence. */
export type Recorded =
  | {
      readonly kind: 'recorded';
      /** The statuses that it led to, none when only details changed. */
      readonly statuses: readonly Status[];
      readonly isConflict: boolean;
    }
  | { readonly kind: 'unchanged'; readonly isConflict: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/** Records evidence as of an instant. */
export type RecordEvidence = (evidence: Evidence, now: Instant) => Promise<Recorded>;

interface Plan {
  readonly recorded: Recorded;
  /** Without it there is nothing to do. */
  readonly write?: JobWrite;
}

/**
 * Creates the function that records evidence in the Jobs table.
 *
 * What Glacier says of a job is written at once, without a read: one request, whether the job is known
 * or not. Only when that cannot be is the decision taken again, on the job as it came back with the
 * failed condition, and written under the state that it was taken on.
 * @throws JobContendedError when others keep changing the job; the evidence is not recorded then.
 */
export const createRecorder =
  (jobs: JobStore, policy: LifePolicy): RecordEvidence =>
  async (evidence, now) => {
    const planFor = (job: Job | undefined) => plan({ job, evidence, now, policy });
    const first = planFor(undefined);
    let next = first.write ? first : planFor(await jobs.read(evidence.key));
    for (let round = 0; next.write; round += 1) {
      if (round === MAX_ROUNDS) throw contended(evidence);
      const outcome = await jobs.write(next.write);
      if (outcome.kind === 'written') return next.recorded;
      next = planFor(outcome.job);
    }
    return next.recorded;
  };

const contended = ({ key }: Evidence) =>
  new JobContendedError(`The job ${key.jobId} kept changing while evidence was being recorded.`);

const plan = (input: Parameters<typeof decide>[0]): Plan => {
  const decision = decide(input);
  if (decision.kind !== 'changed') return { recorded: decision };
  const { job: before, evidence } = input;
  const { job: after, isConflict } = decision;
  const statuses = after.transitions.slice(before?.sequence ?? 0).map(({ status }) => status);
  const recorded = { kind: 'recorded', statuses, isConflict } as const;
  if (before) return { recorded, write: writeDecided(before, after) };
  return evidence.kind === 'seen'
    ? { recorded, write: writeUnread(after, evidence) }
    : { recorded };
};
