import type { EndpointDeps } from './ports.ts';

const MAX_REASON = 256;

/**
 * Puts an endpoint back into service, as if it had never failed; says whether there is one.
 *
 * What was dropped meanwhile stays dropped until it is replayed.
 */
export const enableEndpoint = (
  endpointId: string,
  { endpoints }: Pick<EndpointDeps, 'endpoints'>,
): Promise<boolean> => endpoints.enable(endpointId);

/** Takes an endpoint out of service; says whether there is one. */
export const disableEndpoint = (
  endpointId: string,
  { endpoints, nowMs }: Pick<EndpointDeps, 'endpoints' | 'nowMs'>,
  why = '',
): Promise<boolean> => {
  const reason = ['an operator disabled it', why.trim().slice(0, MAX_REASON)];
  return endpoints.disable(endpointId, reason.filter((part) => part !== '').join(': '), nowMs());
};
