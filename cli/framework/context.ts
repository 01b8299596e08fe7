import type { Service } from '../deployment/service.ts';
import type { ExitCode } from './errors/exit-code.ts';
import type { Output } from './output/output.ts';

/** The environment of a command. */
export interface Context {
  readonly output: Output;
  /** Aborted by Ctrl-C or a closed pipe; for commands that are launched with `tidiesUp`. */
  readonly signal: AbortSignal;
  /** The options that name the deployment, such as `--stack Other`; of the default one, none. */
  readonly selfOptions: string;
  /**
   * Finds the deployment or the sandbox that the options name.
   *
   * @throws CliError when there is none, or it cannot be reached.
   */
  readonly connect: () => Promise<Service>;
}

/** The body of a command; without an exit code it has succeeded. */
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
   * The command only prints: it ends as soon as its reader closes the pipe.
   *
   * @default false - it continues, because its work has effects or its exit code matters
   */
  readonly endsUnread?: boolean;
}

/** Runs a command: connects it, reports its errors and sets the exit code. */
export type Launch = (work: Work, options?: LaunchOptions) => Promise<void>;
