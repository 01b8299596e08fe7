import type { Group } from '../../lambdas/core/group/group.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import { progressOf } from '../../operations/groups/progress.ts';
import { formatSpan } from '../framework/output/durations.ts';

/** Formats a number with separators. */
export const formatCount = (number: number): string => number.toLocaleString('en');

/** Formats an instant to the minute, in UTC. */
export const formatInstant = (at: Instant): string => at.slice(0, 16).replace('T', ' ');

/** The time from one instant to another, in milliseconds. */
export const spanBetween = (from: Instant, to: Instant): number =>
  Date.parse(to) - Date.parse(from);

/** The parts of a group, with their color, and a glyph for terminals without colors. */
export const PARTS = [
  { key: 'collected', name: 'collected', glyph: '█', style: 'green' },
  { key: 'ready', name: 'ready', glyph: '▓', style: 'cyan' },
  { key: 'failed', name: 'failed', glyph: 'x', style: 'red' },
  { key: 'expired', name: 'expired', glyph: 'e', style: 'magenta' },
  { key: 'pending', name: 'pending', glyph: '░', style: 'blue' },
  { key: 'missing', name: 'not recorded', glyph: '·', style: 'dim' },
] as const;

/** Describes how far a group is in one line: `1,515 of 2,000 ended, 300 ready, 3 failed`. */
export const describeProgress = (group: Group): string => {
  if (group.counts === undefined) return 'not counted yet';
  const progress = progressOf(group);
  const parts = PARTS.filter(({ key }) => progress[key] > 0).map(
    ({ key, name }) => `${formatCount(progress[key])} ${name}`,
  );
  const { ended, total } = progress;
  return [`${formatCount(ended)} of ${formatCount(total)} ended`, ...parts].join(', ');
};

/** Describes how old the counts of a group are. */
export const describeAge = ({ countedAt }: Group, now: Instant): string =>
  countedAt === undefined ? '-' : `${formatSpan(spanBetween(countedAt, now))} ago`;

/** Describes until when the first output can be fetched. */
export const describeExpiry = (first: Instant, now: Instant): string =>
  `${formatInstant(first)} (${first > now ? `${formatSpan(spanBetween(now, first))} left` : 'imminent'})`;
