import { once } from 'node:events';
import { Help } from '@commander-js/extra-typings';
import { CliError, usageError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
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
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D reject the question; the end of the input only closes the terminal.
  const closed = once(terminal, 'close').then(() => undefined);
  const prompt = wordPrompt(question, process.stderr.columns);
  const asked = terminal.question(prompt).catch(() => undefined);
  const answer = await Promise.race([asked, closed]);
  terminal.close();
  if (answer === undefined) {
    output.note('');
    throw new CliError('No changes were made.', { exitCode: EXIT.interrupted });
  }
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('No changes were made.');
};

/** Room for the answer. */
const ANSWER_COLUMNS = 4;

/** The question, its lines broken between words, which a terminal breaks anywhere; below 44 columns it does. */
export const wordPrompt = (question: string, columns = Number.POSITIVE_INFINITY): string =>
  `${new Help().boxWrap(`${question} (y/N)`, columns - ANSWER_COLUMNS)} `;

/** Up to this number are done without a question. */
const MANY = 100;

/** Asks before something is done to more than a hundred, as {@link confirmOrStop} does. */
export const confirmMany = async (
  count: number,
  ...asked: Parameters<typeof confirmOrStop>
): Promise<void> => {
  if (count > MANY) await confirmOrStop(...asked);
};
