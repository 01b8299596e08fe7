import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { listEndpoints as list } from '../../operations/endpoints/show.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import type { Context } from '../framework/context.ts';
import { printable, shorten } from '../framework/output/printable.ts';
import { createTable } from '../framework/output/table.ts';
import { createEndpointPorts } from './endpoint-ports.ts';
import { toEventWord } from './event-words.ts';

const COLUMNS = [
  { title: 'ENDPOINT', minWidth: 35 },
  'HOST',
  'STATE',
  { title: 'FORMAT', leaveOut: 3 },
  { title: 'EVENTS', leaveOut: 2 },
  { title: 'DESCRIPTION', leaveOut: 1 },
];

/** Lists all endpoints, without URLs and secrets. */
export const listEndpoints = async ({ output, connect }: Context): Promise<undefined> => {
  const service = await connect();
  const endpoints = await list(createEndpointPorts(service, output));
  if (output.isJson) {
    output.json({ endpoints });
    return;
  }
  if (endpoints.length === 0) {
    const command = selfCommand(['endpoints', 'add'], service);
    output.note(`No endpoints found. To register one, run "${command}".`);
  }
  createTable(output, COLUMNS).add(
    endpoints.map((endpoint) => [
      endpoint.endpointId,
      printable(endpoint.urlHost ?? ''),
      describeState(endpoint),
      endpoint.format ?? 'standard',
      endpoint.eventTypes.map((type) => toEventWord(printable(type))).join(' '),
      shorten(printable(describe(endpoint)), 40),
    ]),
  );
};

const describe = ({ description = '', managedBy }: Endpoint): string =>
  managedBy === undefined ? description : `managed by the ${managedBy}; ${description}`;

/** Summarizes the state of an endpoint. */
export const describeState = ({ state, failingSince, drainSince }: Endpoint): string => {
  if (state === 'disabled') return 'disabled';
  if (failingSince !== undefined) return `failing since ${failingSince}`;
  return drainSince === undefined ? 'enabled' : 'enabled, catching up';
};
