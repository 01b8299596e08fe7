import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { formatSpan } from '../framework/output/durations.ts';
import { printable } from '../framework/output/printable.ts';
import { type CountedGroup, countNow } from './count-now.ts';
import { createGroupPorts, readGroupRow } from './group-ports.ts';
import { describeProgress, formatCount, formatInstant, spanBetween } from './group-text.ts';

/** Shows a group: its row, its members by status, counted now, and its recorded changes. */
export const showGroup = async ({ output, connect }: Context, group: string): Promise<ExitCode> => {
  const service = await connect();
  const ports = createGroupPorts(service, output);
  const row = await countNow(await readGroupRow(ports, group), ports, output);
  const history = await ports.entries.history(group);
  if (output.isJson) {
    output.json({ group: row, history });
    return EXIT.ok;
  }
  const now = service.clock.now();
  for (const [name, value] of describeRow(row, now)) output.print(`${name.padEnd(12)}${value}`);
  if (history.length > 0) output.print('');
  for (const entry of history) output.print(describeEntry(entry));
  return EXIT.ok;
};

const describeRow = (row: CountedGroup, now: Instant): readonly (readonly [string, string])[] => {
  const { group, state, openedAt, expected, completedAt, firstExpiresAt: first } = row;
  return [
    ['group', group],
    ['state', `${state}${completedAt === undefined ? '' : ` since ${formatInstant(completedAt)}`}`],
    ['opened', `${formatInstant(openedAt)} (${formatSpan(spanBetween(openedAt, now))} ago)`],
    ['expected', expected === undefined ? 'unknown' : formatCount(expected)],
    ['members', describeProgress(row)],
    ['fetch by', first === undefined ? '-' : describeExpiry(first, now)],
  ];
};

/** Describes when the first output expires. */
export const describeExpiry = (first: Instant, now: Instant): string =>
  first > now
    ? `${formatInstant(first)} (${formatSpan(spanBetween(now, first))} left)`
    : `${formatInstant(first)} (imminent)`;

const describeEntry = ({ at, sequence, change, reason, jobs = [] }: GroupEntry): string => {
  const why = reason === undefined ? '' : ` (${printable(reason)})`;
  const ids = jobs.map(({ jobId }) => `\n  ${printable(jobId)}`).join('');
  return `${at}  ${sequence}. ${change}${why}${ids}`;
};
