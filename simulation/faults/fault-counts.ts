/** How often each kind of fault has happened. */
export interface FaultCounts {
  readonly count: (kind: string) => void;
  readonly byKind: ReadonlyMap<string, number>;
}

/** Creates counts of zero. */
export const createFaultCounts = (): FaultCounts => {
  const byKind = new Map<string, number>();
  return {
    byKind,
    count: (kind) => void byKind.set(kind, (byKind.get(kind) ?? 0) + 1),
  };
};
