import { randomUUID } from 'node:crypto';
import type { MappingFacts, SubscriberFacts } from '../../operations/doctor/facts.ts';
import { createFunctionCopies, type FunctionCopiesOptions } from './function-copies.ts';
import type { FunctionThread, ThreadAnswer } from './function-thread.ts';
import type { Invocation } from './invocation.ts';

/** A Lambda function that runs on this machine. */
export interface SandboxFunction {
  readonly name: string;
  readonly arn: string;
  /** How many copies run at the same time at most. */
  readonly concurrency: number;
  /** What the stack connects to it. */
  readonly mappings: MappingFacts[];
  readonly subscribers: SubscriberFacts[];
  /** Invokes the function and waits for its answer; waits for a free copy first. */
  invoke(event: unknown, requestId?: string): Promise<Invocation>;
  /** Ends every copy in the middle of what it does, as a crash of the machine under it would. */
  kill(): Promise<void>;
  /** Whether the function can be invoked at all; `false` is as if it had been deleted. */
  invocable: boolean;
  /** Ends every copy for good. */
  stop(): Promise<void>;
}

/** What a function is started from. */
export interface StartFunctionOptions extends FunctionCopiesOptions {
  readonly name: string;
  readonly timeoutMs: number;
  reportInvocation(invocation: Invocation): void;
}

/**
 * Makes a function invocable; its copies are started when they are needed and then kept warm.
 *
 * A copy that outlives the timeout is ended, and so is one that failed while it loaded.
 */
export const startFunction = (options: StartFunctionOptions): SandboxFunction => {
  const copies = createFunctionCopies(options);
  const invoke = async (event: unknown, requestId = randomUUID()): Promise<Invocation> => {
    const copy = await copies.take();
    const startedAt = performance.now();
    const answer = await runInTime(copy, { options, event, requestId });
    const durationMs = performance.now() - startedAt;
    copies.giveBack(copy, answer.kind !== 'ended');
    const invocation = toInvocation(answer, { requestId, durationMs });
    options.reportInvocation(invocation);
    return invocation;
  };
  return {
    name: options.name,
    arn: options.setup.functionArn,
    concurrency: options.concurrency,
    mappings: [],
    subscribers: [],
    invocable: true,
    invoke,
    kill: copies.end,
    stop: copies.end,
  };
};

interface TimedRun {
  readonly options: StartFunctionOptions;
  readonly event: unknown;
  readonly requestId: string;
}

const runInTime = async (
  copy: FunctionThread,
  { options: { timeoutMs }, event, requestId }: TimedRun,
): Promise<ThreadAnswer> => {
  const timer = setTimeout(() => {
    void copy.end({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
    });
  }, timeoutMs);
  try {
    return await copy.run({ requestId, payload: JSON.stringify(event), timeoutMs });
  } finally {
    clearTimeout(timer);
  }
};

const toInvocation = (
  answer: ThreadAnswer,
  base: { readonly requestId: string; readonly durationMs: number },
): Invocation =>
  answer.kind === 'succeeded'
    ? { ...base, kind: 'succeeded', result: answer.result }
    : { ...base, kind: 'failed', error: answer.error };
