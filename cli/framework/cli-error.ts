import { EXIT, type ExitCode } from './exit-code.ts';

/** Ends the command with a sentence for people, which says what is wrong and what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? EXIT.failure;
  }
}

/** Creates the error of a command line that is wrong. */
export const usageError = (message: string, options: ErrorOptions = {}): CliError =>
  new CliError(message, { ...options, exitCode: EXIT.usage });

/** Creates the error of a deployment that is not found, or cannot be reached. */
export const unreachableError = (message: string, options: ErrorOptions = {}): CliError =>
  new CliError(message, { ...options, exitCode: EXIT.unreachable });
