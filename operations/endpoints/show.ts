import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import type { EndpointSecret } from '../../lambdas/core/endpoint/secret.ts';
import type { EndpointDeps } from './ports.ts';

/** An endpoint as it may be shown: no secret, and of its headers the names alone. */
export interface ShownEndpoint extends Endpoint {
  readonly url: string | undefined;
  readonly headerNames: readonly string[];
  /** When each secret came, newest first, and until when one that was rotated out still signs. */
  readonly secrets: readonly SecretTimes[];
}

interface SecretTimes {
  readonly createdAt: string;
  readonly expiresAt?: string | undefined;
}

type ShowDeps = Pick<EndpointDeps, 'endpoints' | 'secrets'>;

/** Shows an endpoint, unless there is none of that id. */
export const showEndpoint = async (
  endpointId: string,
  { endpoints, secrets }: ShowDeps,
): Promise<ShownEndpoint | undefined> => {
  const [endpoint, row] = await Promise.all([endpoints.get(endpointId), secrets.get(endpointId)]);
  return endpoint && { ...endpoint, ...withoutSecrets(row) };
};

const withoutSecrets = (row: EndpointSecret | undefined) => ({
  url: row?.url,
  headerNames: Object.keys(row?.headers ?? {}),
  secrets: (row?.secrets ?? []).map(({ createdAt, expiresAt }) => ({ createdAt, expiresAt })),
});

/** Lists all endpoints by the time of their registration, without their URLs. */
export const listEndpoints = async ({
  endpoints,
}: Pick<EndpointDeps, 'endpoints'>): Promise<readonly Endpoint[]> =>
  (await endpoints.list()).toSorted((a, b) => orderOf(a).localeCompare(orderOf(b), 'en'));

const orderOf = ({ createdAt = '', endpointId }: Endpoint): string => `${createdAt} ${endpointId}`;
