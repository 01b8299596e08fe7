import { once } from 'node:events';
import { connect } from 'node:net';
import { hostOf } from '../../lambdas/adapters/https/exchange.ts';
import { effectivePort } from '../../lambdas/core/endpoint/url.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { pause } from '../framework/pause.ts';

const QUIET_MS = 2000;
const POLL_INTERVAL_MS = 200;

/**
 * Waits until a receiver accepts connections, or Ctrl-C; announces the wait after 2 seconds.
 *
 * @throws CliError when it accepts none in time.
 */
export const waitForReceiver = async (
  url: URL,
  { output, signal }: Pick<Context, 'output' | 'signal'>,
  timeoutSeconds: number,
): Promise<void> => {
  const endMs = performance.now() + timeoutSeconds * 1000;
  const text = `Waiting for a receiver at ${url.host}. Press Ctrl-C to stop.`;
  const timer = setTimeout(() => output.note(text), QUIET_MS);
  while (
    !signal.aborted &&
    !(await accepts(url, AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)])))
  ) {
    await pause(POLL_INTERVAL_MS, signal);
    if (performance.now() < endMs) continue;
    clearTimeout(timer);
    throw new CliError(
      `Nothing listens at ${url.host} after ${timeoutSeconds} s: start the receiver, or check --forward-to.`,
    );
  }
  clearTimeout(timer);
};

const accepts = async (url: URL, signal: AbortSignal): Promise<boolean> => {
  const socket = connect(effectivePort(url), hostOf(url));
  const isAccepted = await once(socket, 'connect', { signal }).then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isAccepted;
};
