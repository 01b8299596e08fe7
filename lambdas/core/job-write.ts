import { CARRIED_FROM_INITIATION } from './carried-details.ts';
import type { JobKey, SeenEvidence } from './evidence.ts';
import type { Source } from './status.ts';
import type { Job, Transition } from './tracked-job.ts';

/** What must still hold in the table for a write to take place. */
export type WriteGuard =
  | { readonly kind: 'new' }
  | { readonly kind: 'new-or-pending' }
  | {
      readonly kind: 'as-decided';
      readonly sequence: number;
      readonly outcomeSource: Source | undefined;
    };

/** One conditional update of a job. */
export interface JobWrite {
  readonly key: JobKey;
  readonly guard: WriteGuard;
  readonly set: Readonly<Record<string, unknown>>;
  /** Attributes that keep the value they have. */
  readonly setIfMissing: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
  /** Transitions to append; their number is added to `sequence`. */
  readonly append: readonly Transition[];
}

const KEPT = new Set<string>([...CARRIED_FROM_INITIATION, 'firstSeenAt']);
const IN_PLACE = new Set(['vaultArn', 'jobId', 'transitions', 'sequence']);

/**
 * Writes a first decision without a read: the job is taken to be new or in progress.
 *
 * What is known of a job from its initiation on stays as it is, because an event may have carried it.
 */
export const writeUnread = (job: Job, { key, statusCode }: SeenEvidence): JobWrite => {
  const plain = definedEntries(job).filter(([name]) => !IN_PLACE.has(name));
  return {
    key,
    guard: { kind: statusCode === 'InProgress' ? 'new' : 'new-or-pending' },
    set: Object.fromEntries(plain.filter(([name]) => !KEPT.has(name))),
    setIfMissing: Object.fromEntries(plain.filter(([name]) => KEPT.has(name))),
    remove: [],
    append: job.transitions,
  };
};

/** Writes a decision under the state of the job that it was taken on. */
export const writeDecided = (before: Job, after: Job): JobWrite => {
  const was = new Map(definedEntries(before));
  const changed = definedEntries(after).filter(
    ([name, value]) => JSON.stringify(was.get(name)) !== JSON.stringify(value),
  );
  const is = new Map(definedEntries(after));
  return {
    key: { vaultArn: before.vaultArn, jobId: before.jobId },
    guard: { kind: 'as-decided', sequence: before.sequence, outcomeSource: before.outcomeSource },
    set: { ...Object.fromEntries(changed), lastChange: after.lastChange },
    setIfMissing: {},
    remove: [...was.keys()].filter((name) => !is.has(name)),
    append: [],
  };
};

const definedEntries = (job: Job): [string, unknown][] =>
  Object.entries(job).filter(([, value]) => value !== undefined);
