import { isOverdue, sinceOf } from '../../../lambdas/core/group/indexed-member.ts';
import type { IndexedMember } from '../../../lambdas/core/group/ports.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { progressOf } from '../../../operations/groups/progress.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output } from '../../framework/output/output.ts';
import { nameOfVault, SHOWN_ID } from '../../jobs/view/job-row.ts';
import {
  describeAge,
  describeExpiry,
  formatCount,
  formatInstant,
  PARTS,
  spanBetween,
} from '../group-text.ts';
import { type LiveFacts, MOST_OLDEST } from './live-facts.ts';
import type { Pace } from './member-meter.ts';

/** What one screen shows. */
export interface GroupView extends LiveFacts {
  readonly now: Instant;
  readonly pace: Pace | undefined;
}

const BAR_WIDTH = 70;
const PARTS_IN_LINE = 3;

/** Draws a group of any size on one screen. */
export const drawGroup = (view: GroupView, output: Output): readonly string[] => {
  const { row, now, oldest } = view;
  const since = row.completedAt ?? row.openedAt;
  return [
    `${output.style('bold', row.group)}  ${row.state} since ${formatInstant(since)} (${formatSpan(spanBetween(since, now))})`,
    ...(row.counts === undefined ? ['counting the members ...'] : drawCounts(view, output)),
    ...oldest.map((member) => drawMember(member, now, output)),
  ];
};

const drawCounts = (view: GroupView, output: Output): readonly string[] => {
  const { row, now, pace, overdue, firstExpiresAt } = view;
  const progress = progressOf(row);
  const { ended, total, ready } = progress;
  const parts = PARTS.filter(({ key }) => progress[key] > 0);
  // Rounded up, each part but one may take a cell more.
  const width = Math.max(1, Math.min(BAR_WIDTH, output.columns - parts.length + 1));
  // A part that is not empty has a cell at least.
  const bar = parts.map(({ key, glyph, style }) =>
    output.style(style, glyph.repeat(Math.ceil((width * progress[key]) / total))),
  );
  const legend = parts.map(
    ({ key, glyph, style, name }) =>
      `${output.style(style, glyph)} ${formatCount(progress[key])} ${name}`,
  );
  const left =
    firstExpiresAt === undefined ? '' : `; first expiry ${describeExpiry(firstExpiresAt, now)}`;
  const late = `${overdue}${overdue >= MOST_OLDEST ? ' or more' : ''}`;
  return [
    bar.join(''),
    legend.slice(0, PARTS_IN_LINE).join('  '),
    legend.slice(PARTS_IN_LINE).join('  '),
    `ended    ${formatCount(ended)} of ${formatCount(total)}, counted ${describeAge(row, now)}`,
    `pace     ${describePace(pace, now)}`,
    `fetch    ${formatCount(ready)} not collected${left}`,
    `overdue  ${overdue === 0 ? 'none' : output.style('red', late)}`,
  ];
};

const describePace = (pace: Pace | undefined, now: Instant): string => {
  if (pace === undefined) return 'measuring ...';
  const { perHour, endsAt } = pace;
  const rate = `${formatCount(Math.round(perHour))} an hour`;
  return endsAt === undefined
    ? rate
    : `${rate}; estimated end ${formatInstant(endsAt)} (in ${formatSpan(spanBetween(now, endsAt))})`;
};

const drawMember = (member: IndexedMember, now: Instant, output: Output): string => {
  const [, tier = ''] = member.groupSort.split('#');
  const age = formatSpan(spanBetween(sinceOf(member), now)).padStart(6);
  const late = isOverdue(member, now) ? `  ${output.style('red', 'overdue')}` : '';
  return `  ${member.jobId.slice(0, SHOWN_ID)}  ${tier.padEnd(9)}  ${age}  ${nameOfVault(member.vaultArn)}${late}`;
};
