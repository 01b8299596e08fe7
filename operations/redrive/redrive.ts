import type { FailedMessage, FailureQueue, HeldMessage } from './failure-queue.ts';

/** The outcome of one message: redriven, or kept for a reason. */
export type RedriveOutcome =
  | { readonly kind: 'done'; readonly note: string }
  | { readonly kind: 'left'; readonly reason: string };

/** One message and its outcome. */
export type Redriven = RedriveOutcome & { readonly messageId: string };

/** The result of a redrive; it keeps a limited number of reasons. */
export interface RedriveReport {
  readonly done: number;
  readonly left: number;
  /** The first messages that stay, each with its reason. */
  readonly refusals: readonly { readonly messageId: string; readonly reason: string }[];
  /** The queue held nothing else; without that, more may be left in it. */
  readonly isWhole: boolean;
  /** What `handle` or the queue threw; the message that it met is back in the queue. */
  readonly fault?: unknown;
}

/** How a redrive is made. */
export interface RedriveOptions {
  readonly queue: FailureQueue;
  /** Deals with one message; a fault that it throws ends the redrive, and is reported. */
  readonly handle: (message: FailedMessage) => Promise<RedriveOutcome>;
  /** Hears of each message. */
  readonly onHandled?: (redriven: Redriven) => void;
  /** Says whether to end before the queue is empty; a message that is begun is finished. */
  readonly isEnding?: () => boolean;
}

const KEPT_REFUSALS = 100;

/**
 * Deals with every message of a failure queue once, and deletes each only after that.
 *
 * What cannot be dealt with is hidden until the end, so that it is not received again and again, and
 * is then put back.
 */
export const redrive = async (options: RedriveOptions): Promise<RedriveReport> => {
  const { queue } = options;
  const run: Run = { held: new Map(), done: 0, left: 0, refusals: [], isWhole: false };
  try {
    await handleAll(options, run);
  } catch (error) {
    run.fault = error;
  } finally {
    await queue.putBack([...run.held.values()]);
  }
  const { held: _, ...report } = run;
  return report;
};

interface Run {
  /** Without bodies, of which a long queue would fill the memory. */
  readonly held: Map<string, HeldMessage>;
  readonly refusals: { messageId: string; reason: string }[];
  done: number;
  left: number;
  isWhole: boolean;
  fault?: unknown;
}

const handleAll = async (
  { queue, handle, onHandled, isEnding = () => false }: RedriveOptions,
  run: Run,
): Promise<void> => {
  for await (const message of eachOnce(queue, run)) {
    if (isEnding()) return;
    const { messageId } = message;
    const outcome = await handle(message);
    onHandled?.({ ...outcome, messageId });
    if (outcome.kind === 'left') {
      run.left += 1;
      const { reason } = outcome;
      if (run.refusals.length < KEPT_REFUSALS) run.refusals.push({ messageId, reason });
    } else {
      await queue.remove([message]);
      run.held.delete(messageId);
      run.done += 1;
    }
  }
};

/**
 * Takes messages until none comes that is not held already.
 *
 * SQS redelivers a held one after its visibility timeout. Others may be behind such ones.
 */
const eachOnce = async function* (queue: FailureQueue, run: Run): AsyncGenerator<FailedMessage> {
  for (;;) {
    const batch = await queue.take();
    const fresh = batch.filter(({ messageId }) => !run.held.has(messageId));
    for (const { messageId, receiptHandle } of batch) {
      run.held.set(messageId, { messageId, receiptHandle });
    }
    if (fresh.length === 0) {
      run.isWhole = batch.length === 0;
      return;
    }
    yield* fresh;
  }
};
