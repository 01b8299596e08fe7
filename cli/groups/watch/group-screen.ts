import truncateWidth from 'fast-string-truncated-width';
import type { MemberCounts } from '../../../lambdas/core/group/group.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { type GroupProgress, type Pace, progressOf } from '../../../operations/groups/progress.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output, Style } from '../../framework/output/output.ts';
import { nameOfVault, SHOWN_ID } from '../../jobs/view/job-row.ts';
import { describeAge, formatCount, formatInstant, spanBetween } from '../group-text.ts';
import { describeExpiry } from '../show-group.ts';
import { type LiveFacts, MOST_OLDEST, type PendingMember } from './group-live.ts';

/** What one screen shows. */
export interface GroupView extends LiveFacts {
  readonly now: Instant;
  readonly pace: Pace | undefined;
}

/** Each part of the bar has a glyph of its own, for terminals without colors. */
const PARTS: readonly (readonly [keyof GroupProgress, string, Style, string])[] = [
  ['collected', '█', 'green', 'collected'],
  ['ready', '▓', 'cyan', 'ready'],
  ['expired', 'e', 'magenta', 'expired'],
  ['failed', 'x', 'red', 'failed'],
  ['pending', '░', 'blue', 'pending'],
  ['missing', '·', 'dim', 'not recorded'],
];

const BAR_WIDTH = 72;
const USUAL_COLUMNS = 80;

/** Draws a group of any size on one screen, in lines that are no wider than the terminal. */
export const drawGroup = (view: GroupView, output: Output): readonly string[] => {
  const { row, now } = view;
  const columns = Number.isFinite(output.columns) ? output.columns : USUAL_COLUMNS;
  const since = row.completedAt ?? row.openedAt;
  const state = `${row.state} since ${formatInstant(since)} (${formatSpan(spanBetween(since, now))})`;
  const lines = [
    `${output.style('bold', row.group)}  ${state}`,
    ...(row.counts === undefined
      ? ['counting the members ...']
      : drawCounts(row.counts, view, { columns, output })),
    ...drawOldest(view, output),
  ];
  return lines.map((line) => fitLine(line, columns));
};

const drawCounts = (
  counts: MemberCounts,
  view: GroupView,
  { columns, output }: { readonly columns: number; readonly output: Output },
): readonly string[] => {
  const { row, now, pace, overdue, firstExpiresAt } = view;
  const progress = progressOf(counts, row);
  const { ended, total, ready } = progress;
  const share = total === 0 ? '' : ` (${((100 * ended) / total).toFixed(1)} %)`;
  const legend = PARTS.filter(([key]) => progress[key] > 0).map(
    ([key, glyph, style, name]) =>
      `${output.style(style, glyph)} ${formatCount(progress[key])} ${name}`,
  );
  const left =
    firstExpiresAt === undefined ? '' : `; first expiry ${describeExpiry(firstExpiresAt, now)}`;
  return [
    drawBar(progress, Math.min(BAR_WIDTH, columns), output),
    ...wrap(legend, columns),
    `${formatCount(ended)} of ${formatCount(total)} ended${share}, counted ${describeAge(row, now)}`,
    `pace     ${describePace(pace, now)}`,
    ...(ready === 0 ? [] : [`fetch    ${formatCount(ready)} not collected${left}`]),
    ...(overdue === 0
      ? []
      : [
          `${output.style('red', 'overdue')}  ${overdue}${overdue >= MOST_OLDEST ? ' or more' : ''}`,
        ]),
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

/** Every part that is not empty gets at least one cell; the largest gives it. */
const drawBar = (progress: GroupProgress, width: number, output: Output): string => {
  const parts = PARTS.filter(([key]) => progress[key] > 0);
  const sum = parts.reduce((all, [key]) => all + progress[key], 0);
  const cells = parts.map(([key]) => Math.max(1, Math.round((width * progress[key]) / sum)));
  const excess = cells.reduce((all, one) => all + one, 0) - width;
  const largest = cells.indexOf(Math.max(...cells));
  return parts
    .map(([, glyph, style], index) =>
      output.style(style, glyph.repeat((cells[index] ?? 0) - (index === largest ? excess : 0))),
    )
    .join('');
};

const drawOldest = ({ oldest, now }: GroupView, output: Output): readonly string[] =>
  oldest.length === 0
    ? []
    : ['', 'Longest pending:', ...oldest.map((member) => drawMember(member, now, output))];

const drawMember = (
  { vaultArn, jobId, tier, since, overdueMs }: PendingMember,
  now: Instant,
  output: Output,
): string => {
  const late =
    overdueMs === undefined ? '' : `  ${output.style('red', `overdue ${formatSpan(overdueMs)}`)}`;
  const age = formatSpan(spanBetween(since, now));
  return `  ${jobId.slice(0, SHOWN_ID)}  ${tier.padEnd(9)}  ${age.padStart(6)}  ${nameOfVault(vaultArn)}${late}`;
};

const GAP = '  ';

/** Puts as many items on a line as fit. */
const wrap = (items: readonly string[], columns: number): readonly string[] => {
  const lines: string[] = [];
  for (const item of items) {
    const longer = `${lines.at(-1) ?? ''}${GAP}${item}`;
    if (lines.length > 0 && truncateWidth(longer).width <= columns)
      lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
};

const RESET = '\u001b[0m';

const fitLine = (line: string, limit: number): string => {
  const { index, truncated } = truncateWidth(line, { limit });
  return truncated ? `${line.slice(0, index)}${RESET}` : line;
};
