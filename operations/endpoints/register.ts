import { Endpoint, type EndpointRow } from '../../lambdas/core/endpoint/endpoint.ts';
import { createSigningSecret, type SigningSecret } from '../../lambdas/core/endpoint/secret.ts';
import type { EndpointDeps } from './ports.ts';
import { type EndpointRequest, readEndpointRequest } from './request.ts';

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
 * Two registrations at the same moment may pass {@link MAX_ENDPOINTS} by one, which does no harm.
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
  const { wish } = reading;
  const endpoint = await writeEndpoint({ endpointId, wish, secret }, deps, isDisabled);
  return { kind: 'registered', endpoint, url: wish.url, secret: secret.secret };
};

/** An endpoint that is not there yet. */
export interface NewEndpoint extends Pick<EndpointRow, 'endpointId' | 'managedBy'> {
  readonly wish: EndpointRequest;
  readonly secret: SigningSecret;
}

type WritingDeps = Pick<EndpointDeps, 'endpoints' | 'secrets' | 'dashboardUrl'>;

/** Writes a new endpoint, its secret first: an endpoint that is seen can be delivered to. */
export const writeEndpoint = async (
  { wish, secret, ...owned }: NewEndpoint,
  { endpoints, secrets, dashboardUrl }: WritingDeps,
  isDisabled = false,
): Promise<Endpoint> => {
  const { url, headers = {}, ...chosen } = wish;
  const link = chosen.format && { dashboardUrl };
  const row = { ...owned, ...chosen, ...link, ...beginning(url, secret.createdAt, isDisabled) };
  await secrets.add({ endpointId: owned.endpointId, url, headers, secrets: [secret] });
  await endpoints.add(row);
  return Endpoint.parse(row);
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
