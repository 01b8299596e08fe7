import { circuitOf } from '../../lambdas/core/endpoint/circuit.ts';
import type { EndpointState } from '../../lambdas/core/endpoint/state.ts';
import { countParked, MAX_COUNTED } from '../../operations/doctor/count-parked.ts';
import { type ShownEndpoint, showEndpoint as show } from '../../operations/endpoints/show.ts';
import { createReplayPorts } from '../deliveries/replay-ports.ts';
import type { Context } from '../framework/context.ts';
import { printable } from '../framework/output/printable.ts';
import { createEndpointPorts, unknownEndpoint } from './endpoint-ports.ts';
import { describeState } from './list-endpoints.ts';

/** Shows one endpoint with its URL and header names, but without secrets or header values. */
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
  const shown = withCircuit({ ...endpoint, parked }, state, Date.parse(now));
  if (output.isJson) output.json(shown);
  else for (const line of describeEndpoint(shown)) output.print(line);
};

interface EndpointWithCircuit extends ShownEndpoint {
  readonly parked: number;
  readonly isParkedMore: boolean;
  readonly circuit: string | undefined;
}

/** Adds the state of an endpoint's circuit; its next probe stays only where the endpoint waits for one. */
export const withCircuit = (
  endpoint: ShownEndpoint & { readonly parked: number },
  state: EndpointState | undefined,
  nowMs: number,
): EndpointWithCircuit => {
  const circuit = state && describeCircuit(state, nowMs);
  const isWaiting = circuit === 'probing' || circuit === 'paused';
  const probeAt = isWaiting ? endpoint.probeAt : undefined;
  // More may be parked than were counted.
  return { ...endpoint, probeAt, circuit, isParkedMore: endpoint.parked >= MAX_COUNTED };
};

const SHOWN = { closed: 'sending', 'half-open': 'probing', probing: 'probing', open: 'paused' };

const describeCircuit = (state: EndpointState, nowMs: number): string | undefined => {
  if (state.state !== 'enabled') return undefined;
  const isHealthy = state.failingSince === undefined && state.suspectSince === undefined;
  const circuit = circuitOf(state, nowMs);
  if (circuit !== 'half-open' || !isHealthy) return SHOWN[circuit];
  return state.lastSuccessAt === undefined ? 'untested' : 'sending';
};

/** Describes an endpoint in lines of text. */
export const describeEndpoint = (endpoint: EndpointWithCircuit): string[] => {
  const fields: Readonly<Record<string, string | undefined>> = {
    endpoint: endpoint.endpointId,
    url: endpoint.url,
    description: endpoint.description,
    'managed by': endpoint.managedBy && `the ${endpoint.managedBy}`,
    state: describeState(endpoint),
    circuit: endpoint.circuit,
    'next probe': endpoint.probeAt,
    parked: endpoint.isParkedMore ? `${endpoint.parked} or more` : String(endpoint.parked),
    'disabled why': endpoint.disabledReason,
    'last success': endpoint.lastSuccessAt,
    events: endpoint.eventTypes.join(' '),
    filter: Object.keys(endpoint.filter).length > 0 ? JSON.stringify(endpoint.filter) : undefined,
    format: endpoint.format ?? 'standard',
    headers: endpoint.headerNames.join(' ') || undefined,
    secrets: endpoint.secrets.map(describeSecret).join(', '),
    registered: endpoint.createdAt,
  };
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(13)}${printable(value)}`],
  );
};

const describeSecret = ({ createdAt, expiresAt }: ShownEndpoint['secrets'][number]): string =>
  expiresAt === undefined ? `created ${createdAt}` : `valid until ${expiresAt}`;
