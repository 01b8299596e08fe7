import { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { createSigningSecret } from '../../lambdas/core/endpoint/secret.ts';
import type { EndpointDeps } from './ports.ts';
import { readEndpointRequest } from './request.ts';

/** How many endpoints there may be: fan-out reads them all once a minute, and matches each event to each. */
export const MAX_ENDPOINTS = 1000;

const ID_BYTES = 16;

/** The result of a registration. This is the only time that the secret is shown. */
export type Registration =
  | {
      readonly kind: 'registered';
      readonly endpoint: Endpoint;
      readonly url: string;
      readonly secret: string;
    }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Registers an endpoint, which takes part within a minute, or once it is enabled.
 *
 * Its secret is written first: an endpoint that is seen can be delivered to. Two registrations at the
 * same moment may pass {@link MAX_ENDPOINTS} by one, which does no harm.
 */
export const registerEndpoint = async (
  input: unknown,
  deps: EndpointDeps,
  isDisabled = false,
): Promise<Registration> => {
  const reading = readEndpointRequest(input, deps.urlRules);
  if (reading.kind === 'refused') return reading;
  const count = await deps.endpoints.count();
  if (count >= MAX_ENDPOINTS) return refuseCount(count);
  const endpointId = `ep_${Buffer.from(deps.randomBytes(ID_BYTES)).toString('hex')}`;
  const secret = createSigningSecret(deps.randomBytes, deps.nowMs());
  const { url, headers = {}, ...chosen } = reading.wish;
  const link = chosen.format && { dashboardUrl: deps.dashboardUrl };
  const row = { endpointId, ...chosen, ...link, ...beginning(url, secret.createdAt, isDisabled) };
  await deps.secrets.add({ endpointId, url, headers, secrets: [secret] });
  await deps.endpoints.add(row);
  return { kind: 'registered', endpoint: Endpoint.parse(row), url, secret: secret.secret };
};

const beginning = (url: string, createdAt: string, isDisabled: boolean) => ({
  createdAt,
  urlHost: new URL(url).host,
  state: isDisabled ? ('disabled' as const) : ('enabled' as const),
  ...(isDisabled && {
    disabledReason: 'an operator registered it disabled',
    missedSince: createdAt,
  }),
});

const refuseCount = (count: number): Registration => ({
  kind: 'refused',
  problems: [
    `there are already ${count} endpoints, the maximum; remove an unused one, or let one receiver serve several vaults`,
  ],
});
