import type { Instant } from '../../lambdas/core/instant.ts';

/** The time in which the service lives: the sandbox's is virtual, and can jump. */
export interface Clock {
  now(): Instant;
  /** Asks the sandbox for its time; to be called in every round of a command that stays. */
  sync(): Promise<void>;
}

/** The machine's time. */
export const machineClock: Clock = {
  now: () => new Date().toISOString(),
  sync: () => Promise.resolve(),
};

/** Creates a clock that continues from the last time that it synchronized. */
export const createSyncedClock = (remoteNow: Instant, ask: () => Promise<Instant>): Clock => {
  let ahead = Date.parse(remoteNow) - Date.now();
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    sync: async () => {
      ahead = Date.parse(await ask()) - Date.now();
    },
  };
};
