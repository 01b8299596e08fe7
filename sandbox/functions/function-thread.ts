import { Worker } from 'node:worker_threads';
import type { AwsCall } from './aws-call.ts';
import type { FunctionError } from './invocation.ts';
import type { ThreadReport, ThreadRequest, ThreadSetup } from './thread-messages.ts';

/** What a thread answers to one invocation, or how it ended instead. */
export type ThreadAnswer =
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: FunctionError }
  | { readonly kind: 'ended'; readonly error: FunctionError };

/** One running copy of a function, which takes one invocation at a time. */
export interface FunctionThread {
  run(request: ThreadRequest): Promise<ThreadAnswer>;
  /** Ends the thread at once, whatever it does; a running invocation answers `ended`. */
  end(reason?: FunctionError): Promise<void>;
}

/** How a function's thread is started. */
export interface FunctionThreadOptions {
  readonly setup: ThreadSetup;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  logLine(line: string): void;
  reportCall(call: AwsCall): void;
}

const exited = (detail: string): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `Runtime exited with error: ${detail}`,
});

/** Starts a thread that loads a function's code when its first invocation comes. */
export const startFunctionThread = (options: FunctionThreadOptions): FunctionThread => {
  const worker = new Worker(new URL('./bootstrap.ts', import.meta.url), {
    env: { ...options.environment },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    workerData: options.setup,
  });
  let running: PromiseWithResolvers<ThreadAnswer> | undefined;
  let ended: ThreadAnswer | undefined;
  const answer = (given: ThreadAnswer): void => {
    if (given.kind === 'ended') ended ??= given;
    running?.resolve(given);
    running = undefined;
  };
  worker.on('message', (report: ThreadReport) => {
    if (report.kind === 'logged') options.logLine(report.line);
    else if (report.kind === 'called') options.reportCall(report.call);
    else answer(toAnswer(report));
  });
  worker.on('error', (fault) => answer({ kind: 'ended', error: toExitError(fault) }));
  worker.on('exit', (code) => answer({ kind: 'ended', error: exited(`exit status ${code}`) }));
  // A sandbox that is being stopped does not wait for idle threads.
  worker.unref();
  return {
    run: (request) => {
      if (ended !== undefined) return Promise.resolve(ended);
      running = Promise.withResolvers<ThreadAnswer>();
      worker.postMessage(request);
      return running.promise;
    },
    end: async (reason = exited('signal: killed')) => {
      answer({ kind: 'ended', error: reason });
      await worker.terminate();
    },
  };
};

const toAnswer = (report: Exclude<ThreadReport, { kind: 'logged' | 'called' }>): ThreadAnswer => {
  switch (report.kind) {
    case 'succeeded':
      return { kind: 'succeeded', result: JSON.parse(report.payload) };
    case 'failed':
      return { kind: 'failed', error: report.error };
    case 'refused':
      return { kind: 'ended', error: report.error };
  }
};

const toExitError = (fault: unknown): FunctionError =>
  fault instanceof Error
    ? {
        errorType: 'Runtime.ExitError',
        errorMessage: `${fault.name}: ${fault.message}`,
        trace: (fault.stack ?? '').split('\n'),
      }
    : exited(String(fault));
