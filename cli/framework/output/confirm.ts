import { CliError, usageError } from '../errors/cli-error.ts';
import type { Output } from './output.ts';

/**
 * Asks for confirmation of an irreversible action, unless `--yes` was given.
 *
 * @throws CliError when the answer is no, or no terminal can prompt for one.
 */
export const confirmOrStop = async (
  question: string,
  { output, yes }: { readonly output: Output; readonly yes: boolean },
): Promise<void> => {
  if (yes) return;
  if (!output.canAsk) {
    throw usageError(`${question} Without a terminal, confirm with --yes.`);
  }
  const { default: confirm } = await import('@inquirer/confirm');
  const isSure = await confirm({ message: question, default: false }, { output: process.stderr });
  if (!isSure) throw new CliError('No changes were made.');
};

/** Up to this number are done without a question. */
const MANY = 100;

/** Asks before something is done to more than a hundred, as {@link confirmOrStop} does. */
export const confirmMany = async (
  count: number,
  ...asked: Parameters<typeof confirmOrStop>
): Promise<void> => {
  if (count > MANY) await confirmOrStop(...asked);
};
