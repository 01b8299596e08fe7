import { createRowCache, type Freshness } from '../row-cache.ts';
import type { EndpointLister, EndpointStates, EndpointTable } from './ports.ts';
import type { EndpointState } from './state.ts';

const ALL = 'all';

/**
 * Creates a lister that reads the endpoints at most once a minute, for as long as a function is warm.
 *
 * A reading that fails is not kept, and an old list does not stand in for it: events would miss the
 * endpoints that were added since.
 */
export const createEndpointCache = (
  lister: EndpointLister,
  { maxAgeMs = 60_000, nowMs }: Pick<Freshness, 'nowMs'> & Partial<Freshness>,
): EndpointLister => {
  const kept = createRowCache<ReturnType<EndpointLister['list']>>({ maxAgeMs, nowMs });
  const read = () => {
    const listing = lister.list();
    kept.keep(ALL, listing);
    listing.catch(() => {
      if (kept.find(ALL) === listing) kept.keep(ALL, undefined);
    });
    return listing;
  };
  return { list: () => kept.find(ALL) ?? read() };
};

/** Creates the keeper of how endpoints fare, which remembers what it has read or written last. */
export const createCachedStates = (table: EndpointTable, freshness: Freshness): EndpointStates => {
  const kept = createRowCache<EndpointState>(freshness);
  const current = async (endpointId: string) =>
    kept.keep(endpointId, await table.current(endpointId));
  return {
    current,
    recent: async (endpointId) => kept.find(endpointId) ?? current(endpointId),
    // After a refused change the cached row may be out of date.
    change: async (endpointId, change) =>
      kept.keep(endpointId, await table.change(endpointId, change)),
  };
};
