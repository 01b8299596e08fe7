import type { EndpointLister } from '../core/delivery-ports.ts';

const MAX_AGE_MS = 60_000;

/** How long a list of endpoints may serve, and by which clock. */
export interface EndpointCacheOptions {
  /** @default 60000 */
  readonly maxAgeMs?: number;
  /** @default - the machine's clock */
  readonly nowMs?: () => number;
}

/**
 * Creates a lister that reads the endpoints at most once a minute, for as long as a function is warm.
 *
 * A reading that fails is not kept, and an old list does not stand in for it: events would miss the
 * endpoints that were added since.
 */
export const createEndpointCache = (
  lister: EndpointLister,
  { maxAgeMs = MAX_AGE_MS, nowMs = () => Date.now() }: EndpointCacheOptions = {},
): EndpointLister => {
  let kept: { readonly listing: ReturnType<EndpointLister['list']>; readonly untilMs: number } = {
    listing: Promise.resolve([]),
    untilMs: Number.NEGATIVE_INFINITY,
  };
  const read = () => {
    const listing = lister.list();
    kept = { listing, untilMs: nowMs() + maxAgeMs };
    listing.catch(() => {
      if (kept.listing === listing) kept = { listing, untilMs: Number.NEGATIVE_INFINITY };
    });
    return listing;
  };
  return { list: () => (nowMs() < kept.untilMs ? kept.listing : read()) };
};
