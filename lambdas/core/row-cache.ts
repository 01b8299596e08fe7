/** For how long something that was read may serve, and by which clock. */
export interface Freshness {
  readonly maxAgeMs: number;
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
}

/** Remembers what was read, each for a while. */
export interface RowCache<Row> {
  /** Gives what is kept under an id, unless it is too old. */
  readonly find: (id: string) => Row | undefined;
  /** Keeps a row and gives it back; `undefined` has it forgotten, so that a new one is seen at once. */
  readonly keep: (id: string, row: Row | undefined) => Row | undefined;
}

/** Creates an empty cache. */
export const createRowCache = <Row>({ maxAgeMs, nowMs }: Freshness): RowCache<Row> => {
  const kept = new Map<string, { readonly row: Row; readonly untilMs: number }>();
  return {
    find: (id) => {
      const hit = kept.get(id);
      return hit !== undefined && nowMs() < hit.untilMs ? hit.row : undefined;
    },
    keep: (id, row) => {
      if (row === undefined) kept.delete(id);
      else kept.set(id, { row, untilMs: nowMs() + maxAgeMs });
      return row;
    },
  };
};

/** Reads one row by its id. */
export interface RowReader<Row> {
  /** Gives the row, unless there is none. */
  readonly get: (id: string) => Promise<Row | undefined>;
}

/** Creates a reader that keeps each row for a while. */
export const createCachedReader = <Row>(
  reader: RowReader<Row>,
  freshness: Freshness,
): RowReader<Row> => {
  const kept = createRowCache<Row>(freshness);
  return { get: async (id) => kept.find(id) ?? kept.keep(id, await reader.get(id)) };
};
