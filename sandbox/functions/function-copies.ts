import {
  type FunctionThread,
  type FunctionThreadOptions,
  startFunctionThread,
} from './function-thread.ts';

/** The running copies of one function. */
export interface FunctionCopies {
  /** Takes a free copy, starts one where the limit allows it, or waits for one. */
  take(): Promise<FunctionThread>;
  /** Takes a copy back for the next invocation; one that is broken is replaced when needed. */
  giveBack(copy: FunctionThread, healthy: boolean): void;
  /** Ends every copy, busy or not. */
  end(): Promise<void>;
}

/** How copies are started, and how many there may be. */
export interface FunctionCopiesOptions extends FunctionThreadOptions {
  readonly concurrency: number;
}

/** Keeps the copies of a function: cold when first needed, warm from then on. */
export const createFunctionCopies = (options: FunctionCopiesOptions): FunctionCopies => {
  const idle: FunctionThread[] = [];
  const all = new Set<FunctionThread>();
  const waiting: PromiseWithResolvers<FunctionThread>[] = [];
  const start = (): FunctionThread => {
    const copy = startFunctionThread(options);
    all.add(copy);
    return copy;
  };
  const passOn = (copy: FunctionThread): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(copy);
    else next.resolve(copy);
  };
  return {
    take: (): Promise<FunctionThread> => {
      const warm = idle.pop();
      if (warm !== undefined) return Promise.resolve(warm);
      if (all.size < options.concurrency) return Promise.resolve(start());
      const next = Promise.withResolvers<FunctionThread>();
      waiting.push(next);
      return next.promise;
    },
    giveBack: (copy: FunctionThread, healthy: boolean): void => {
      if (healthy && all.has(copy)) {
        passOn(copy);
        return;
      }
      all.delete(copy);
      void copy.end();
      if (waiting.length > 0) passOn(start());
    },
    end: async (): Promise<void> => {
      const ending = [...all];
      idle.length = 0;
      all.clear();
      await Promise.all(ending.map((copy) => copy.end()));
    },
  };
};
