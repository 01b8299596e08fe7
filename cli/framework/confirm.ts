import { CliError, usageError } from './cli-error.ts';
import type { Output } from './output.ts';

/**
 * Asks before something that cannot be undone, unless `--yes` has answered already.
 *
 * @throws CliError when the answer is no, or nobody can answer.
 */
export const confirmOrStop = async (
  question: string,
  { output, yes }: { readonly output: Output; readonly yes: boolean },
): Promise<void> => {
  if (yes) return;
  if (!output.canAsk) {
    throw usageError(`${question} Nobody can answer here: say --yes to do it. Nothing was done.`);
  }
  const { default: confirm } = await import('@inquirer/confirm');
  const isSure = await confirm({ message: question, default: false }, { output: process.stderr });
  if (!isSure) throw new CliError('Nothing was done.');
};

/** So many are done without a question. */
const MANY = 100;

/** Asks before something is done to more than a hundred, as {@link confirmOrStop} does. */
export const confirmMany = async (
  count: number,
  ...asked: Parameters<typeof confirmOrStop>
): Promise<void> => {
  if (count > MANY) await confirmOrStop(...asked);
};
