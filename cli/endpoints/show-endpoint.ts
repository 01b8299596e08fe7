import { type ShownEndpoint, showEndpoint as show } from '../../lambdas/core/endpoint-show.ts';
import type { Context } from '../framework/context.ts';
import { printable } from '../framework/printable.ts';
import { createEndpointPorts, unknownEndpoint } from './endpoint-ports.ts';
import { describeState } from './list-endpoints.ts';

/** Shows one endpoint: with its URL and the names of its headers, never with a secret. */
export const showEndpoint = async (
  { output, connect }: Context,
  endpointId: string,
): Promise<undefined> => {
  const service = await connect();
  const endpoint = await show(endpointId, createEndpointPorts(service, output));
  if (endpoint === undefined) throw unknownEndpoint(endpointId, service);
  if (output.isJson) output.json(endpoint);
  else for (const line of describe(endpoint)) output.print(line);
};

const describe = (endpoint: ShownEndpoint): string[] => {
  const fields: Readonly<Record<string, string | undefined>> = {
    endpoint: endpoint.endpointId,
    url: endpoint.url,
    description: endpoint.description,
    state: describeState(endpoint),
    'disabled for': endpoint.disabledReason,
    'last success': endpoint.lastSuccessAt,
    events: endpoint.eventTypes.join(' '),
    filter: Object.keys(endpoint.filter).length > 0 ? JSON.stringify(endpoint.filter) : undefined,
    headers: endpoint.headerNames.join(' ') || undefined,
    secrets: endpoint.secrets.map(describeSecret).join(', '),
    registered: endpoint.createdAt,
  };
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(13)}${printable(value)}`],
  );
};

const describeSecret = ({ createdAt, expiresAt }: ShownEndpoint['secrets'][number]): string =>
  expiresAt === undefined ? `one of ${createdAt}` : `one that signs until ${expiresAt}`;
