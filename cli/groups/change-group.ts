import { closeGroup as close } from '../../operations/groups/close.ts';
import { setExpected } from '../../operations/groups/expect.ts';
import type { Context } from '../framework/context.ts';
import { countRow, createGroupPorts, readGroupRow } from './group-ports.ts';
import { describeProgress, formatCount } from './group-text.ts';

/** Sets how many members a group is expected to have. */
export const expectMembers = async (
  { output, connect }: Context,
  group: string,
  expected: number,
): Promise<undefined> => {
  const row = await setExpected(createGroupPorts(await connect(), output).deps, group, expected);
  if (output.isJson) output.json({ group: row });
  else output.print(`The group ${group} is expected to have ${formatCount(expected)} jobs.`);
};

/** Counts the members of a group and completes it, whatever is pending. */
export const closeGroup = async (
  { output, connect }: Context,
  group: string,
): Promise<undefined> => {
  const ports = createGroupPorts(await connect(), output);
  const counted = await countRow(await readGroupRow(ports, group), ports);
  const closed = await close(ports.deps, group, counted);
  if (output.isJson) output.json({ group: closed });
  else output.print(`The group ${group} is completed: ${describeProgress(counted)}.`);
};
