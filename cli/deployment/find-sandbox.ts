import { unreachableError } from '../framework/cli-error.ts';
import { runningSandboxes } from './running-sandboxes.ts';

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
    throw unreachableError('No sandbox is running: start one with "npm start".');
  }
  const others = running.filter((url) => url !== controlUrl).map((url) => new URL(url).port);
  return {
    controlUrl,
    ...(others.length > 0 && {
      choice: `This uses the sandbox on port ${new URL(controlUrl).port}; choose another with --sandbox <port>: ${others.join(', ')}.`,
    }),
    ask: (route) => ask(controlUrl, route),
  };
};

const ask = async (controlUrl: string, route: string): Promise<unknown> => {
  try {
    const answer = await fetch(`${controlUrl}${route}`, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`The sandbox answers ${answer.status} to ${route}`);
    return await answer.json();
  } catch (cause) {
    throw unreachableError(
      `The sandbox at ${controlUrl} does not answer: it has ended, is busy, or is another version. Start one with "npm start".`,
      { cause },
    );
  }
};
