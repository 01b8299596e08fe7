/** How often each kind of thing has happened. */
export interface Counts {
  readonly count: (kind: string, times?: number) => void;
  readonly byKind: ReadonlyMap<string, number>;
}

/** Creates counts of zero. */
export const createCounts = (): Counts => {
  const byKind = new Map<string, number>();
  return {
    byKind,
    count: (kind, times = 1) => void byKind.set(kind, (byKind.get(kind) ?? 0) + times),
  };
};
