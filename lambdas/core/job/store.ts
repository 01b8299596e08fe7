import type { JobKey, SeenEvidence } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import { canonical } from '../json.ts';
import { FIELDS_FROM_INITIATION } from './event-fields.ts';
import type { Job, Transition } from './job.ts';
import { knowsVault } from './merge-evidence.ts';

/** What must still hold in the table for a write to take place. */
export type WriteGuard =
  | { readonly kind: 'new' }
  /**
   * New, or in progress since before `at`: transitions stay in the order of their times. In progress
   * by one transition of event version 1 or the written one: what others know more of is read first.
   */
  | {
      readonly kind: 'new-or-pending';
      readonly at: Instant;
      /**
       * The description that names the group of the evidence: that of the row, unless it has none.
       * Absent: the row must have no group. Else its group or its place in it would be wrong.
       */
      readonly taggedAs?: string | undefined;
    }
  | { readonly kind: 'as-decided'; readonly sequence: number; readonly revision: number };

/** One conditional update of a job, which also adds 1 to its `revision`. */
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

const KEPT = new Set<string>([...FIELDS_FROM_INITIATION, 'firstSeenAt', 'group']);
const IN_PLACE = new Set(['vaultArn', 'jobId', 'transitions', 'sequence', 'revision']);

/**
 * Writes a first decision without a read: the job is taken to be new or in progress.
 *
 * What is known of a job from its initiation on stays as it is, because an event may have carried it.
 */
export const writeUnread = (job: Job, evidence: SeenEvidence): JobWrite => {
  const { key, statusCode } = evidence;
  const at = job.transitions[0]?.at ?? job.firstSeenAt;
  const taggedAs = job.group === undefined ? undefined : job.jobDescription;
  const plain = definedEntries(job).filter(([name]) => !IN_PLACE.has(name));
  return {
    key,
    guard: statusCode === 'InProgress' ? { kind: 'new' } : { kind: 'new-or-pending', at, taggedAs },
    set: Object.fromEntries(plain.filter(([name]) => !KEPT.has(name))),
    setIfMissing: Object.fromEntries(plain.filter(([name]) => KEPT.has(name))),
    // What a pending job says of its state must not pass for the reason of a failure.
    remove: [
      ...(job.statusMessage === undefined ? ['statusMessage'] : []),
      ...(knowsVault(evidence) ? ['vaultMissingSince'] : []),
    ],
    append: job.transitions,
  };
};

/** Writes a decision under the state of the job that it was taken on. */
export const writeDecided = (before: Job, after: Job): JobWrite => {
  const was = new Map(definedEntries(before));
  const changed = definedEntries(after).filter(
    ([name, value]) => canonical(was.get(name)) !== canonical(value),
  );
  const is = new Map(definedEntries(after));
  return {
    key: { vaultArn: before.vaultArn, jobId: before.jobId },
    guard: { kind: 'as-decided', sequence: before.sequence, revision: before.revision },
    set: {
      ...Object.fromEntries(changed.filter(([name]) => name !== 'revision')),
      lastChange: after.lastChange,
    },
    setIfMissing: {},
    remove: [...was.keys()].filter((name) => !is.has(name)),
    append: [],
  };
};

const definedEntries = (job: Job): [string, unknown][] =>
  Object.entries(job).filter(([, value]) => value !== undefined);

/** The job was written, or had been changed concurrently; then its current state is returned. */
export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'clash'; readonly job: Job | undefined };

/** Keeps the jobs. */
export interface JobStore {
  /** Reads a job with strong consistency. */
  read(key: JobKey): Promise<Job | undefined>;
  /** Writes in one request, or not at all. */
  write(write: JobWrite): Promise<WriteOutcome>;
}

/** Where the next page of an index begins; opaque, and small enough for a message. */
export type StartKey = Readonly<Record<string, string>>;
