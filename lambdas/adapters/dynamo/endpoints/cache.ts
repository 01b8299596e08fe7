import type { EndpointLister } from '../../../core/endpoint/ports.ts';
import { createRowCache, type Freshness } from '../items/row-cache.ts';

const ALL = 'all';

/**
 * Creates a lister that reads the endpoints at most once a minute, for as long as a function is warm.
 *
 * A reading that fails is not kept, and an old list does not stand in for it: events would miss the
 * endpoints that were added since.
 */
export const createEndpointCache = (
  lister: EndpointLister,
  freshness: Partial<Freshness> = {},
): EndpointLister => {
  const kept = createRowCache<ReturnType<EndpointLister['list']>>({
    maxAgeMs: 60_000,
    ...freshness,
  });
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
