import type { Context } from './context.ts';
import { explainError, isPassing } from './explain-error.ts';
import { pause } from './pause.ts';

/** How a command that stays bears with a network or a service that is away for a while. */
export interface Patience extends Pick<Context, 'output' | 'signal'> {
  /** For how long to try again, in milliseconds. @default 5 minutes */
  readonly giveUpAfterMs?: number | undefined;
  /** The wait before the second try, in milliseconds; each later one is twice as long. @default 1 s */
  readonly firstWaitMs?: number;
}

/** For how long a command tries again unless it is told. */
export const GIVE_UP_AFTER_MS = 5 * 60_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Repeats a look that fails only because AWS is busy or cannot be reached.
 *
 * @throws what the look throws: another fault at once, such a one when it has lasted too long.
 */
export const patiently = async <Result>(
  look: () => Promise<Result>,
  patience: Patience,
): Promise<Result> => {
  const { output, signal, giveUpAfterMs = GIVE_UP_AFTER_MS } = patience;
  const giveUpAt = performance.now() + giveUpAfterMs;
  let waitMs = patience.firstWaitMs ?? FIRST_WAIT_MS;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      const leftMs = giveUpAt - performance.now();
      if (signal.aborted || leftMs <= 0 || !isPassing(error)) throw error;
      output.note(`${explainError(error, {}).message} Going on.`);
      await pause(Math.min(waitMs, leftMs), signal);
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
  }
};
