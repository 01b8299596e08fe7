import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';

/** Creates a command that only holds others, such as `jobs`. */
export const createGroup = (
  name: string,
  description: string,
  commands: readonly CommandUnknownOpts[],
): CommandUnknownOpts => {
  const group = new Command(name).description(description);
  for (const command of commands) group.addCommand(command);
  return group;
};
