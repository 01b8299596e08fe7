import type { EndpointChange } from '../../lambdas/core/endpoint/changes.ts';
import type { EndpointTable } from '../../lambdas/core/endpoint/ports.ts';
import type { EndpointSecret } from '../../lambdas/core/endpoint/secret.ts';
import { EndpointState } from '../../lambdas/core/endpoint/state.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** The tables of endpoints and their secrets in memory. */
export interface EndpointsTable extends EndpointTable {
  readonly rows: Map<string, EndpointState>;
  readonly listUnhealthy: () => readonly EndpointState[];
  /** Writes the row of an enabled endpoint, behind a URL whose host is its id. */
  readonly add: (endpoint: Partial<EndpointState>) => void;
  readonly secretOf: (endpointId: string) => EndpointSecret | undefined;
}

/** Creates the table with enabled endpoints, and reports every change of a row. */
export const createEndpointsTable = (
  endpoints: readonly Partial<EndpointState>[],
  onChange: (before: EndpointState | undefined, after: EndpointState) => void = () => undefined,
): EndpointsTable => {
  const parse = (row: Partial<EndpointState>) => EndpointState.parse({ state: 'enabled', ...row });
  const rows = new Map(endpoints.map((row) => [row.endpointId ?? '', parse(row)]));
  const put = (row: EndpointState) => {
    const before = rows.get(row.endpointId);
    rows.set(row.endpointId, row);
    onChange(before, row);
  };
  return {
    rows,
    add: (row) => put(parse(row)),
    current: (endpointId) => Promise.resolve(rows.get(endpointId)),
    change: (endpointId, change) => {
      const row = rows.get(endpointId);
      const next = row && applyChange(row, change);
      if (next) put(next);
      return Promise.resolve(next);
    },
    listUnhealthy: () => [...rows.values()].filter(isUnhealthy),
    secretOf: (endpointId) =>
      rows.has(endpointId)
        ? {
            endpointId,
            url: `https://${endpointId}/`,
            headers: {},
            secrets: [{ secret: SECRET, createdAt: '2026-01-01T00:00:00.000Z' }],
          }
        : undefined,
  };
};

const isUnhealthy = (row: EndpointState): boolean =>
  [row.failingSince, row.probeAt, row.drainSince, row.disableNoticePendingSince].some(Boolean);

/** Makes a change of an endpoint's row as DynamoDB does it, unless its condition fails. */
const applyChange = (
  row: EndpointState,
  { when, set, setOnce, add = {}, remove = [] }: EndpointChange,
): EndpointState | undefined => {
  const now: Record<string, unknown> = { ...row };
  if (!Object.entries(when).every(([name, value]) => (now[name] ?? null) === value)) return;
  const sums = Object.entries(add).map(([name, by]) => [name, Number(now[name] ?? 0) + by]);
  const changed = { ...setOnce, ...now, ...set, ...Object.fromEntries(sums) };
  const kept = Object.entries(changed).filter(([name]) => !remove.includes(name));
  return EndpointState.parse(Object.fromEntries(kept));
};
