import { endedOf, totalOf } from '../../lambdas/core/group/count.ts';
import type { Group, MemberCounts } from '../../lambdas/core/group/group.ts';
import type { Instant } from '../../lambdas/core/instant.ts';

/** How far a group is. */
export interface GroupProgress {
  /** What it will have in the end, as far as is known. */
  readonly total: number;
  readonly ended: number;
  readonly pending: number;
  /** Succeeded, and not marked as collected. */
  readonly ready: number;
  readonly collected: number;
  readonly failed: number;
  readonly expired: number;
  /** Expected, and not started yet. */
  readonly missing: number;
}

/** Summarizes the counts of a group. */
export const progressOf = (
  counts: MemberCounts,
  { expected = 0 }: Pick<Group, 'expected'>,
): GroupProgress => {
  const of = (status: string): number => counts[status] ?? 0;
  const members = totalOf(counts);
  return {
    total: Math.max(members, expected),
    ended: endedOf(counts),
    pending: of('InProgress'),
    ready: of('Succeeded') + of('Expiring'),
    collected: of('Collected'),
    failed: of('Failed'),
    expired: of('Expired'),
    missing: Math.max(0, expected - members),
  };
};

/** The number of members that had ended at an instant. */
export interface Sample {
  readonly at: Instant;
  readonly ended: number;
}

/** How fast members end, and when the last one would. */
export interface Pace {
  readonly perHour: number;
  /** Absent when nothing ends. */
  readonly endsAt?: Instant | undefined;
}

const HOUR_MS = 3_600_000;
/** A shorter time says little. */
const LEAST_MS = 60_000;

/** Calculates the pace from the first sample to the last; `undefined` when they are less than a minute apart. */
export const paceOf = (samples: readonly Sample[], left: number): Pace | undefined => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const spanMs = Date.parse(last.at) - Date.parse(first.at);
  if (spanMs < LEAST_MS) return undefined;
  const perHour = (Math.max(0, last.ended - first.ended) * HOUR_MS) / spanMs;
  if (perHour === 0 || left === 0) return { perHour };
  const endsAtMs = Date.parse(last.at) + (left * HOUR_MS) / perHour;
  return { perHour, endsAt: new Date(endsAtMs).toISOString() };
};
