import { Endpoint, type EndpointRow } from '../../lambdas/core/endpoint/endpoint.ts';
import type { EndpointSecret } from '../../lambdas/core/endpoint/secret.ts';
import type { EndpointDeps } from '../../operations/endpoints/ports.ts';

/** Puts a row, and never over another one. */
const put = <Row extends { readonly endpointId: string }>(into: Map<string, Row>, row: Row) => {
  if (into.has(row.endpointId)) return Promise.reject(new Error('The row is there'));
  into.set(row.endpointId, row);
  return Promise.resolve();
};

/** Endpoints in memory, with every write in its order. */
export const createEndpointWorld = () => {
  const rows = new Map<string, EndpointRow>();
  const secretRows = new Map<string, EndpointSecret>();
  const writes: string[] = [];
  const world = {
    rows,
    secretRows,
    writes,
    nowMs: Date.parse('2026-03-14T09:00:00.000Z'),
    draws: 0,
  };
  const merge = (id: string, changes: object) => {
    const row = rows.get(id);
    if (row === undefined) return Promise.resolve(false);
    const named = Object.entries(changes).filter(([, value]) => value !== undefined);
    const merged = Object.entries({ ...row, ...Object.fromEntries(named) }).filter(
      ([, value]) => value != null,
    );
    rows.set(id, Object.fromEntries(merged) as EndpointRow);
    return Promise.resolve(true);
  };
  const deps: EndpointDeps = {
    endpoints: {
      list: () => Promise.resolve([...rows.values()].map((row) => Endpoint.parse(row))),
      get: (id) => Promise.resolve(rows.has(id) ? Endpoint.parse(rows.get(id)) : undefined),
      count: () => Promise.resolve(rows.size),
      add: (row) => {
        writes.push('endpoint');
        return put(rows, row);
      },
      change: merge,
      enable: (id) => merge(id, { state: 'enabled', disabledReason: null }),
      disable: (id, disabledReason) => merge(id, { state: 'disabled', disabledReason }),
      remove: (id) => {
        writes.push('no endpoint');
        return Promise.resolve(rows.delete(id));
      },
    },
    secrets: {
      get: (id) => Promise.resolve(secretRows.get(id)),
      add: (row) => {
        writes.push('secret');
        return put(secretRows, row);
      },
      retarget: (id, change) => {
        const row = secretRows.get(id);
        if (row !== undefined) secretRows.set(id, { ...row, ...change });
        return Promise.resolve(row !== undefined);
      },
      replaceSecrets: ({ endpointId, secrets, previous }) => {
        const row = secretRows.get(endpointId);
        if (row?.secrets !== previous) return Promise.resolve(false);
        secretRows.set(endpointId, { ...row, secrets: [...secrets] });
        return Promise.resolve(true);
      },
      remove: (id) => {
        writes.push('no secret');
        secretRows.delete(id);
        return Promise.resolve();
      },
    },
    urlRules: { allowHttp: false, isRefusedAddress: (address) => address.startsWith('10.') },
    nowMs: () => world.nowMs,
    // Other bytes at each draw.
    randomBytes: (count) => {
      world.draws += 1;
      return new Uint8Array(count).fill(world.draws);
    },
  };
  return Object.assign(world, { deps });
};
