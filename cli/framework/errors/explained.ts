import type { ExitCode } from './exit-code.ts';

/** An error as reported to the user. */
export interface Explained {
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Formats an error for standard error: as text, or as one line of JSON. */
export const formatError = ({ message, exitCode }: Explained, isJson: boolean): string =>
  isJson ? JSON.stringify({ error: { message, exitCode } }) : message;
