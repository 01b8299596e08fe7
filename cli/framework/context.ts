import type { Service } from '../deployment/service.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';

/** What a command works with. */
export interface Context {
  readonly output: Output;
  /** Aborted by Ctrl-C or a closed pipe; for commands that are launched with `tidiesUp`. */
  readonly signal: AbortSignal;
  /**
   * Finds the deployment, or the sandbox, that the options name.
   *
   * @throws CliError when there is none, or it cannot be reached.
   */
  readonly connect: () => Promise<Service>;
}

/** What a command does; without an exit code all is well. */
export type Work = (context: Context) => Promise<ExitCode | undefined>;

/** How a command is run. */
export interface LaunchOptions {
  /**
   * The command watches the signal of its context and ends by itself.
   *
   * @default false - Ctrl-C ends the process at once
   */
  readonly tidiesUp?: boolean;
  /**
   * The command does nothing but print: it ends at once when nobody reads on.
   *
   * @default false - it goes on, because its work has effects or its exit code tells something
   */
  readonly endsUnread?: boolean;
}

/** Runs a command: connects it with the outside, tells its errors, sets the exit code. */
export type Launch = (work: Work, options?: LaunchOptions) => Promise<void>;
