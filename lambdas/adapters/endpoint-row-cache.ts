/** Reads one row of an endpoint by its id. */
export interface RowReader<Row> {
  /** Gives the row, unless there is none. */
  readonly get: (endpointId: string) => Promise<Row | undefined>;
}

/** How long a row may serve, and by which clock. */
export interface RowCacheOptions {
  readonly maxAgeMs: number;
  /** @default - the machine's clock */
  readonly nowMs?: () => number;
}

/**
 * Creates a reader that keeps each row for a while.
 *
 * Only rows that were found are kept: an endpoint that is being registered is seen at once.
 */
export const createEndpointRowCache = <Row>(
  reader: RowReader<Row>,
  { maxAgeMs, nowMs = () => Date.now() }: RowCacheOptions,
): RowReader<Row> => {
  const kept = new Map<string, { readonly row: Row; readonly untilMs: number }>();
  return {
    get: async (endpointId) => {
      const hit = kept.get(endpointId);
      if (hit !== undefined && nowMs() < hit.untilMs) return hit.row;
      const row = await reader.get(endpointId);
      if (row === undefined) kept.delete(endpointId);
      else kept.set(endpointId, { row, untilMs: nowMs() + maxAgeMs });
      return row;
    },
  };
};
