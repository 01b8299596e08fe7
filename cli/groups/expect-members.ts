import { setExpected } from '../../operations/groups/expect.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { createGroupPorts } from './group-ports.ts';
import { formatCount } from './group-text.ts';

/** Sets how many members a group is expected to have. */
export const expectMembers = async (
  { output, connect }: Context,
  group: string,
  expected: number,
): Promise<ExitCode> => {
  const { deps } = createGroupPorts(await connect(), output);
  const row = await setExpected(deps, group, expected);
  if (output.isJson) output.json({ group: row });
  else output.print(`The group ${group} is expected to have ${formatCount(expected)} jobs.`);
  return EXIT.ok;
};
