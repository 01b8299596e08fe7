import type { ExitCode } from './exit-code.ts';

/** An error as people are told of it. */
export interface Explained {
  readonly message: string;
  readonly exitCode: ExitCode;
}
