import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Context } from '../framework/context.ts';
import { printable } from '../framework/output/printable.ts';
import { countRow, createGroupPorts, readGroupRow } from './group-ports.ts';
import { describeExpiry, describeProgress, formatCount, formatInstant } from './group-text.ts';

/** Shows a group: its row, its members by status, counted now, and its recorded changes. */
export const showGroup = async (
  { output, connect }: Context,
  group: string,
): Promise<undefined> => {
  const service = await connect();
  const ports = createGroupPorts(service, output);
  const row = await countRow(await readGroupRow(ports, group), ports);
  const history = await ports.entries.history(group);
  if (output.isJson) {
    output.json({ group: row, history });
    return;
  }
  const { state, openedAt, expected, firstExpiresAt: first } = row;
  output.print(`group     ${group}`);
  output.print(`state     ${state}, opened ${formatInstant(openedAt)}`);
  output.print(`expected  ${expected === undefined ? 'unknown' : formatCount(expected)}`);
  output.print(`members   ${describeProgress(row)}`);
  if (first !== undefined) output.print(`fetch by  ${describeExpiry(first, service.clock.now())}`);
  for (const entry of history) output.print(describeEntry(entry));
};

const describeEntry = ({ at, sequence, change, reason, jobs = [] }: GroupEntry): string => {
  const why = reason === undefined ? '' : ` (${printable(reason)})`;
  const ids = jobs.map(({ jobId }) => `\n  ${printable(jobId)}`).join('');
  return `${at}  ${sequence}. ${change}${why}${ids}`;
};
