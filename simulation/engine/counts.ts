/** How often each kind of thing has happened. */
export interface Counts {
  readonly count: (kind: string, times?: number) => void;
  readonly of: (kind: string) => number;
  readonly byKind: ReadonlyMap<string, number>;
}

/** Creates counts of zero. */
export const createCounts = (): Counts => {
  const byKind = new Map<string, number>();
  return {
    byKind,
    of: (kind) => byKind.get(kind) ?? 0,
    count: (kind, times = 1) => void byKind.set(kind, (byKind.get(kind) ?? 0) + times),
  };
};
