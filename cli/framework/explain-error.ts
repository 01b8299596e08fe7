import { inspect } from 'node:util';
import { InterruptedReplayError } from '../../lambdas/core/interrupted-replay.ts';
import { explainAwsError, isPassingAwsError } from './aws-errors.ts';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';
import type { Explained } from './explained.ts';
import type { GlobalOptions } from './global-options.ts';
import { printable } from './printable.ts';

/** What of the options an explanation goes by. */
type KnownOptions = Pick<GlobalOptions, 'debug' | 'profile'>;

/** Says what is wrong and what to do, without a stack trace unless `--debug` asks for it. */
export const explainError = (error: unknown, options: KnownOptions): Explained => {
  const { message, exitCode } = explain(error, options);
  return { message: options.debug ? `${message}\n${inspect(error)}` : message, exitCode };
};

const explain = (error: unknown, options: KnownOptions): Explained => {
  if (error instanceof CliError) return error;
  if (error instanceof InterruptedReplayError) {
    const { message, exitCode } = explain(error.cause, options);
    return { message: `${error.message} ${message}`, exitCode };
  }
  for (const one of causes(error)) {
    const known = explainOwnError(one) ?? explainAwsError(one, options);
    if (known) return known;
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { message: `Unexpected: ${printable(text)} (--debug shows more)`, exitCode: EXIT.failure };
};

/** Says whether an error passes by itself, so that trying again later can help. */
export const isTransient = (error: unknown): boolean => causes(error).some(isPassingAwsError);

/** The error, and what is behind it: adapters wrap what the SDK throws. */
const causes = (error: unknown): readonly Error[] =>
  error instanceof Error ? [error, ...causes(error.cause)] : [];

const explainOwnError = ({ name, message }: Error): Explained | undefined => {
  switch (name) {
    case 'InvalidInputError':
      return { message: printable(message), exitCode: EXIT.usage };
    case 'JobContendedError':
      return { message: `${message} Try again.`, exitCode: EXIT.failure };
    case 'DamagedItemError':
      return {
        message: `${printable(message)} Mend or remove the row, as docs/runbook.md says, and try again.`,
        exitCode: EXIT.failure,
      };
    case 'NewerItemError':
      return { message: printable(message), exitCode: EXIT.failure };
    // A question that was answered with Ctrl-C.
    case 'ExitPromptError':
      return { message: 'No changes were made.', exitCode: EXIT.interrupted };
    default:
      return undefined;
  }
};
