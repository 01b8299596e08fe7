import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { unreachableError } from '../../framework/errors/cli-error.ts';
import { SandboxFile, sandboxFilePaths } from './sandbox-file.ts';

/** A running sandbox. */
export interface FoundSandbox {
  readonly controlUrl: string;
  /** States which one was chosen; absent where there is no other. */
  readonly choice?: string | undefined;
  /** Asks its control server. */
  ask(path: string): Promise<unknown>;
}

/**
 * Finds a sandbox of this user on this machine: the one named by its address, else the latest.
 *
 * @throws CliError when none is running.
 */
export const findSandbox = (named: string | true): FoundSandbox => {
  const running = runningSandboxes().map((sandbox) => sandbox.controlUrl);
  const controlUrl = named === true ? running[0] : named;
  if (controlUrl === undefined) {
    throw unreachableError('No sandbox is running: run "npm start" in a clone.');
  }
  const others = running.filter((url) => url !== controlUrl).map((url) => new URL(url).port);
  return {
    controlUrl,
    ...(others.length > 0 && {
      choice: `Using the sandbox on port ${new URL(controlUrl).port}. To use another, specify --sandbox <port>: ${others.join(', ')}.`,
    }),
    ask: (route) => ask(controlUrl, route),
  };
};

const ask = async (controlUrl: string, route: string): Promise<unknown> => {
  try {
    // Not by fetch, which refuses some ports.
    const request = get(`${controlUrl}${route}`, { signal: AbortSignal.timeout(10_000) });
    const [answer]: IncomingMessage[] = await once(request, 'response');
    if (answer?.statusCode === 200) return await json(answer);
    request.destroy();
    throw new Error(`The sandbox responded ${answer?.statusCode} to ${route}`);
  } catch (cause) {
    throw unreachableError(
      `The sandbox at ${controlUrl} did not respond: it has stopped, is busy, or is a different version. To start one, run "npm start".`,
      { cause },
    );
  }
};

/** Returns the sandboxes of this user whose processes are alive, the latest first. */
const runningSandboxes = (): readonly SandboxFile[] =>
  sandboxFilePaths()
    .flatMap(readOwn)
    .filter(({ pid }) => isAlive(pid))
    .sort((one, other) => other.startedAt - one.startedAt);

/** Every user may write to the folder for temporary files: another user's file could lead astray. */
const readOwn = (path: string): readonly SandboxFile[] => {
  try {
    const { uid, mode } = statSync(path);
    const isOwn =
      process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isOwn ? [SandboxFile.parse(JSON.parse(readFileSync(path, 'utf8')))] : [];
  } catch {
    return []; // It ended meanwhile, or is of another version.
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
