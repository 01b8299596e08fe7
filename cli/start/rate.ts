import PQueue from 'p-queue';

/** Creates what waits for its turn, so many turns a second; an interruption ends every wait. */
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
