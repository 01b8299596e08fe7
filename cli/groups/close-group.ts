import { closeGroup as close } from '../../operations/groups/close.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { countRow, createGroupPorts, readGroupRow } from './group-ports.ts';
import { describeProgress } from './group-text.ts';

/** Counts the members of a group and completes it, whatever is pending. */
export const closeGroup = async (
  { output, connect }: Context,
  group: string,
): Promise<ExitCode> => {
  const ports = createGroupPorts(await connect(), output);
  const counted = await countRow(await readGroupRow(ports, group), ports);
  const closed = await close(ports.deps, group, counted);
  if (output.isJson) output.json({ group: closed });
  else output.print(`The group ${group} is completed: ${describeProgress(counted)}.`);
  return EXIT.ok;
};
