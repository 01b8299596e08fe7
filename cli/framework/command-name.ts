import { basename, relative } from 'node:path';
import { quote } from '../../operations/shell-command.ts';

/** The name of the command where it is installed, and in the documentation. */
export const INSTALLED_NAME = 'glacier-jobs';

/** How a process was started. */
export interface Invocation {
  /** The path of the program. */
  readonly program: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Returns the command as its user typed it, so that printed commands can be pasted. */
export const commandName = ({ program = INSTALLED_NAME, env }: Invocation): string => {
  // npm for Windows starts the file of the package instead of a link.
  const isRunByNpm = env['npm_command'] !== undefined || /[\\/]node_modules[\\/]/.test(program);
  if (isRunByNpm) return `npx ${INSTALLED_NAME}`;
  if (basename(program) === INSTALLED_NAME) return INSTALLED_NAME;
  const path = relative(process.cwd(), program);
  return `node ${quote(path.startsWith('..') ? program : path)}`;
};
