import { countParked } from '../../lambdas/core/doctor/count-parked.ts';
import { type ShownEndpoint, showEndpoint as show } from '../../lambdas/core/endpoint-show.ts';
import { probeGate } from '../../lambdas/core/probe-state.ts';
import { createReplayPorts } from '../deliveries/replay-ports.ts';
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
  const now = service.clock.now();
  const { index, states } = createReplayPorts(service, output);
  const [endpoint, state, parked] = await Promise.all([
    show(endpointId, createEndpointPorts(service, output)),
    states.current(endpointId),
    countParked(index, { endpointId, to: now }),
  ]);
  if (endpoint === undefined) throw unknownEndpoint(endpointId, service);
  const gate = state?.state === 'enabled' ? probeGate(state, Date.parse(now)) : undefined;
  const shown = { ...endpoint, circuit: gate && CIRCUIT[gate], parked };
  if (output.isJson) output.json(shown);
  else for (const line of describe(shown)) output.print(line);
};

const CIRCUIT = { open: 'sending', probe: 'probing', busy: 'probing', closed: 'paused' } as const;

/** An endpoint with the state of its circuit, and how much is parked for it, up to a hundred. */
type Shown = ShownEndpoint & { readonly circuit: string | undefined; readonly parked: number };

const describe = (endpoint: Shown): string[] => {
  const fields: Readonly<Record<string, string | undefined>> = {
    endpoint: endpoint.endpointId,
    url: endpoint.url,
    description: endpoint.description,
    state: describeState(endpoint),
    circuit: endpoint.circuit,
    'next probe': endpoint.probeAt,
    parked: String(endpoint.parked),
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
