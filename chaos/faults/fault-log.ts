/** A fault that was injected. */
export interface Fault {
  /** The virtual instant. */
  readonly at: number;
  readonly kind: string;
  readonly detail: string;
}

/** Remembers what was broken. */
export interface FaultLog {
  add(kind: string, detail?: string): void;
  readonly all: readonly Fault[];
}

/** Opens an empty log. */
export const createFaultLog = (clock: { now(): number }): FaultLog => {
  const all: Fault[] = [];
  return {
    all,
    add: (kind, detail = '') => {
      all.push({ at: clock.now(), kind, detail });
    },
  };
};

/** Counts faults by kind, in the order of their names. */
export const countFaults = (faults: readonly Fault[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const { kind } of faults) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};
