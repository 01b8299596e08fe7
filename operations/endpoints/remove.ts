import type { EndpointDeps } from './ports.ts';

/**
 * Removes an endpoint with its secrets; says whether there was one.
 *
 * Its row goes first: an endpoint that is seen can be delivered to. The secrets go even where the row
 * is gone already, so that a removal that was cut short can be repeated.
 */
export const removeEndpoint = async (
  endpointId: string,
  { endpoints, secrets }: Pick<EndpointDeps, 'endpoints' | 'secrets'>,
): Promise<boolean> => {
  const wasThere = await endpoints.remove(endpointId);
  await secrets.remove(endpointId);
  return wasThere;
};
