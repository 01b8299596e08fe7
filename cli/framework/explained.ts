import type { ExitCode } from './exit-code.ts';

/** An error as people are told of it. */
export interface Explained {
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Writes an error for standard error: for people, or as one line of JSON for programs. */
export const formatError = ({ message, exitCode }: Explained, isJson: boolean): string =>
  isJson ? JSON.stringify({ error: { message, exitCode } }) : message;
