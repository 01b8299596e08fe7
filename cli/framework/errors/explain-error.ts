import { inspect } from 'node:util';
import { InterruptedReplayError } from '../../../lambdas/core/event/interrupted-replay.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { printable } from '../output/printable.ts';
import { explainAwsError, isPassingAwsError } from './aws-errors.ts';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';
import type { Explained } from './explained.ts';

/** The options that affect an explanation. */
type KnownOptions = Pick<GlobalOptions, 'debug' | 'profile'>;

/** Explains an error and its remedy, with a stack trace only for `--debug`. */
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
  return { message: `Unexpected: ${printable(text)} (see --debug)`, exitCode: EXIT.failure };
};

/** Checks whether an error is transient, so that a retry can succeed. */
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
        message: `${printable(message)} Fix or remove the row (see docs/runbook.md), then try again.`,
        exitCode: EXIT.failure,
      };
    case 'NewerItemError':
      return { message: printable(message), exitCode: EXIT.failure };
    default:
      return undefined;
  }
};
