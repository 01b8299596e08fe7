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
