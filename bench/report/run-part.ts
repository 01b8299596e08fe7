import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Part } from './parts.ts';

const projectRoot = join(import.meta.dirname, '../..');

/** Lines that only tell how far a measurement has come. */
const PROGRESS = /^\s*$|\.\.\.$|of \d+ rounds$/;

/**
 * Runs a measurement in a process of its own, and gives what it printed, without its progress.
 *
 * @throws Error when it fails.
 */
export const runPart = async (
  { name, command, quick }: Part,
  isQuick: boolean,
): Promise<string> => {
  const child = spawn(process.execPath, isQuick ? quick : command, {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`    ${line}\n`);
    lines.push(line);
  }
  await exited;
  if (child.exitCode !== 0) throw new Error(`The measurement of ${name} failed.`);
  const first = lines.findIndex((line) => !PROGRESS.test(line));
  return lines
    .slice(first)
    .filter((line) => line === '' || !PROGRESS.test(line))
    .join('\n')
    .trimEnd();
};
