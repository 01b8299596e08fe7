import type { Happening } from './happening.ts';

/** Hears of something with the virtual instant at which it happened. */
export type HappeningListener = (happening: Happening & { readonly at: number }) => void;

/** Passes on what happens in the sandbox. */
export interface Happenings {
  report(happening: Happening): void;
  /** Adds a listener; the returned function takes it away. */
  on(listener: HappeningListener): () => void;
}

/** Opens a channel without listeners. */
export const createHappenings = (clock: { now(): number }): Happenings => {
  const listeners = new Set<HappeningListener>();
  return {
    report: (happening) => {
      const at = clock.now();
      for (const listener of listeners) listener({ ...happening, at });
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
