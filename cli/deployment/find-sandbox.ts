import { readFileSync, statSync } from 'node:fs';
import { CliError } from '../framework/cli-error.ts';
import { EXIT } from '../framework/exit-code.ts';
import { SandboxFile, sandboxFilePath } from './sandbox-file.ts';

/** A running sandbox. */
export interface FoundSandbox {
  readonly controlUrl: string;
  /** Asks its control server. */
  ask(path: string): Promise<unknown>;
}

/**
 * Finds the sandbox of this user on this machine.
 *
 * @throws CliError when none is running, or what tells of it is not to be trusted.
 */
export const findSandbox = (): FoundSandbox => {
  const path = sandboxFilePath();
  const { controlUrl, pid } = readFile(path);
  return {
    controlUrl,
    ask: async (route) => {
      try {
        const answer = await fetch(`${controlUrl}${route}`, {
          signal: AbortSignal.timeout(10_000),
        });
        if (!answer.ok) throw new Error(`The sandbox answers ${answer.status} to ${route}`);
        return await answer.json();
      } catch (cause) {
        throw unreachable(
          `The sandbox that ${path} tells of (process ${pid}, ${controlUrl}) does not answer: it has ended or is another version. Start one with "npm start"; that replaces the file.`,
          cause,
        );
      }
    },
  };
};

const readFile = (path: string): SandboxFile => {
  let text: string;
  try {
    refuseForeign(path);
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw unreachable(
      `No sandbox is running: start one with "npm start" (${path} is missing).`,
      cause,
    );
  }
  try {
    return SandboxFile.parse(JSON.parse(text));
  } catch (cause) {
    throw unreachable(`${path} does not tell of a sandbox: remove it and run "npm start".`, cause);
  }
};

/** Everybody may write to the folder for temporary files: somebody else's file could lead astray. */
const refuseForeign = (path: string): void => {
  const { uid, mode } = statSync(path);
  const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  if (isOwn) return;
  throw unreachable(`${path} is not yours alone: remove it and run "npm start".`, undefined);
};

const unreachable = (message: string, cause: unknown): CliError =>
  new CliError(message, { exitCode: EXIT.unreachable, cause });
