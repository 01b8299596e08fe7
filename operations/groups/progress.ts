import { endedOf, totalOf } from '../../lambdas/core/group/count.ts';
import type { Group } from '../../lambdas/core/group/group.ts';

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
  /** Expected, and not recorded yet. */
  readonly missing: number;
}

/** Summarizes the counts of a group. */
export const progressOf = ({
  counts = {},
  expected = 0,
}: Pick<Group, 'counts' | 'expected'>): GroupProgress => {
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
