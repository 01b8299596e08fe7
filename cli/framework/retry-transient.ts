import type { Context } from './context.ts';
import { explainError, isTransient } from './errors/explain-error.ts';
import { pause } from './pause.ts';

/** How a long-running command retries while the network or a service is unavailable. */
export interface RetryOptions extends Pick<Context, 'output' | 'signal'> {
  /** How long to retry, in milliseconds. @default 5 minutes */
  readonly giveUpAfterMs?: number | undefined;
  /** The wait before the first retry, in milliseconds; each later wait is twice as long. @default 1 s */
  readonly firstWaitMs?: number;
}

/** How long a command retries by default. */
export const GIVE_UP_AFTER_MS = 5 * 60_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Retries a request while AWS throttles it or cannot be reached.
 *
 * @throws the request's error: any other fault at once, a transient one after `giveUpAfterMs`.
 */
export const retryTransient = async <Result>(
  attempt: () => Promise<Result>,
  options: RetryOptions,
): Promise<Result> => {
  const { output, signal, giveUpAfterMs = GIVE_UP_AFTER_MS } = options;
  const giveUpAt = performance.now() + giveUpAfterMs;
  let waitMs = options.firstWaitMs ?? FIRST_WAIT_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const leftMs = giveUpAt - performance.now();
      if (signal.aborted || leftMs <= 0 || !isTransient(error)) throw error;
      output.note(`${explainError(error, {}).message} Retrying.`);
      await pause(Math.min(waitMs, leftMs), signal);
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
  }
};
