import type { Group } from '../../lambdas/core/group/group.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import { type GroupProgress, progressOf } from '../../operations/groups/progress.ts';
import { formatSpan } from '../framework/output/durations.ts';

/** Formats a number with separators. */
export const formatCount = (number: number): string => number.toLocaleString('en');

/** Formats an instant to the minute, in UTC. */
export const formatInstant = (at: Instant): string => at.slice(0, 16).replace('T', ' ');

/** The time from one instant to another, in milliseconds. */
export const spanBetween = (from: Instant, to: Instant): number =>
  Date.parse(to) - Date.parse(from);

/** Describes how far a group is in one line: `1,515 of 2,000 ended, 300 ready, 3 failed`. */
export const describeProgress = (group: Group): string => {
  if (group.counts === undefined) return 'not counted yet';
  const progress = progressOf(group.counts, group);
  const parts = PARTS.flatMap(([name, key]) =>
    progress[key] === 0 ? [] : [`${formatCount(progress[key])} ${name}`],
  );
  const { ended, total } = progress;
  return [`${formatCount(ended)} of ${formatCount(total)} ended`, ...parts].join(', ');
};

const PARTS: readonly (readonly [string, keyof GroupProgress])[] = [
  ['collected', 'collected'],
  ['ready', 'ready'],
  ['failed', 'failed'],
  ['expired', 'expired'],
  ['pending', 'pending'],
  ['not recorded', 'missing'],
];

/** Describes how old the counts of a group are. */
export const describeAge = ({ countedAt }: Group, now: Instant): string =>
  countedAt === undefined ? '-' : `${formatSpan(spanBetween(countedAt, now))} ago`;
