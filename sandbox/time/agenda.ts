import type { WorldPart } from './world-part.ts';

/** Actions that wait for an instant of virtual time. */
export interface Agenda extends WorldPart {
  /** Plans an action; one whose instant has passed is done at the next opportunity. */
  plan(instantMs: number, action: () => void | Promise<void>): void;
}

interface Entry {
  readonly instantMs: number;
  readonly action: () => void | Promise<void>;
}

/** Opens an agenda, which does what is due in the order of its instants. */
export const createAgenda = (clock: { now(): number }): Agenda => {
  let entries: readonly Entry[] = [];
  return {
    name: 'agenda',
    plan: (instantMs, action) => {
      entries = [...entries, { instantMs, action }].sort((a, b) => a.instantMs - b.instantMs);
    },
    act: async () => {
      const now = clock.now();
      const due = entries.filter(({ instantMs }) => instantMs <= now);
      entries = entries.filter(({ instantMs }) => instantMs > now);
      await Promise.all(due.map(({ action }) => action()));
      return due.length > 0;
    },
    nextDueAt: () => entries[0]?.instantMs,
  };
};
