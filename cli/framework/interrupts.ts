import { EXIT, type ExitCode } from './errors/exit-code.ts';

/** Why the command must end early. */
type Reason = 'SIGINT' | 'SIGTERM' | 'closed-pipe';

const EXIT_CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/** Signals that the command must end early. */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** The exit code after a signal; a closed pipe leaves the exit code to the command. */
  exitCode(): ExitCode | undefined;
}

/** What a command does when it is interrupted; see {@link LaunchOptions}. */
export interface InterruptOptions {
  readonly tidiesUp: boolean;
  readonly endsUnread: boolean;
}

/**
 * Watches for Ctrl-C, a request to terminate and a closed pipe.
 *
 * The first two end the process at once, unless the command tidies up first; then a second one does.
 */
export const watchInterrupts = (options: InterruptOptions): Interrupts => {
  const interrupts = createInterrupts(options, (exitCode) => process.exit(exitCode));
  const { interrupt } = interrupts;
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  process.stdout.on('error', () => interrupt('closed-pipe'));
  return interrupts;
};

/** Decides what an interruption does; the process is ended by `end`. */
export const createInterrupts = (
  { tidiesUp, endsUnread }: InterruptOptions,
  end: (exitCode: ExitCode) => void,
): Interrupts & { interrupt(reason: Reason): void } => {
  const controller = new AbortController();
  let first: keyof typeof EXIT_CODES | undefined;
  const onClosedPipe = () => {
    // The reader has enough, as `head` does: not an error.
    if (endsUnread) end(EXIT.ok);
    if (tidiesUp) controller.abort();
  };
  const onSignal = (reason: keyof typeof EXIT_CODES) => {
    if (!tidiesUp || first !== undefined) end(EXIT_CODES[reason]);
    first ??= reason;
    controller.abort();
  };
  return {
    signal: controller.signal,
    exitCode: () => first && EXIT_CODES[first],
    interrupt: (reason) => (reason === 'closed-pipe' ? onClosedPipe() : onSignal(reason)),
  };
};
