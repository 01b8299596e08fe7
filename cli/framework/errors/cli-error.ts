import { EXIT, type ExitCode } from './exit-code.ts';

/** Ends the command with a message that states the problem and the remedy. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? EXIT.failure;
  }
}

/** Creates a usage error. */
export const usageError = (message: string, options: ErrorOptions = {}): CliError =>
  new CliError(message, { ...options, exitCode: EXIT.usage });

/** Creates the error for a deployment that is missing or unreachable. */
export const unreachableError = (message: string, options: ErrorOptions = {}): CliError =>
  new CliError(message, { ...options, exitCode: EXIT.unreachable });
