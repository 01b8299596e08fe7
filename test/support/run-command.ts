import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a command printed, and how it ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the real command, without a terminal, in an environment of its own. */
export const spawnCommand = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['bin/cli.ts', ...args], {
    env: { PATH: process.env['PATH'] ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });

/** Waits for the end of a command, and fails when its user was shown a stack trace or a colour. */
export const endOf = async (child: ChildProcessWithoutNullStreams): Promise<CommandEnd> => {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return presentable({ code: typeof code === 'number' ? code : null, stdout, stderr });
};

/** Fails when the user of a command was shown a stack trace, or a colour without a terminal. */
export const presentable = (end: CommandEnd): CommandEnd => {
  const all = end.stdout + end.stderr;
  if (/^\s+at .+:\d+/m.test(all)) throw new Error(`A stack trace reached the user:\n${all}`);
  if (all.includes('\u001b')) throw new Error(`Colours without a terminal:\n${all}`);
  return end;
};

/** Runs the real command to its end, in a process of its own. */
export const runCommand = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandEnd> => {
  const child = spawnCommand(args, env);
  child.stdin.end(input);
  return endOf(child);
};
