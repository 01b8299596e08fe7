import PQueue from 'p-queue';

/** Creates a rate limiter: each call waits for its turn; an interruption ends every wait. */
export const createRate = (perSecond: number, signal: AbortSignal): (() => Promise<void>) => {
  const turns = new PQueue({ interval: 1000 / perSecond, intervalCap: 1 });
  return async () => {
    try {
      await turns.add(() => undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
};
