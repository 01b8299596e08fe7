import { ownCommand } from '../../lambdas/core/doctor/command-line.ts';
import { disableEndpoint, enableEndpoint } from '../../lambdas/core/endpoint-switch.ts';
import { confirmOrStop } from '../framework/confirm.ts';
import type { Context } from '../framework/context.ts';
import { createEndpointPorts, unknownEndpoint } from './endpoint-ports.ts';

/** Puts an endpoint back into service. */
export const switchOn = async (
  { output, connect }: Context,
  endpointId: string,
): Promise<undefined> => {
  const service = await connect();
  const ports = createEndpointPorts(service, output);
  if (!(await enableEndpoint(endpointId, ports))) throw unknownEndpoint(endpointId, service);
  if (output.isJson) output.json({ endpointId, state: 'enabled' });
  else output.print(`Endpoint ${endpointId} is enabled.`);
  output.note(
    `What was dropped meanwhile is sent by: ${ownCommand(['deliveries', 'replay', '--failed', '--endpoint', endpointId, '--since', '7d'], service)}`,
  );
};

/** Takes an endpoint out of service, after a question. */
export const switchOff = async (
  { output, connect }: Context,
  endpointId: string,
  { reason, yes }: { readonly reason?: string | undefined; readonly yes: boolean },
): Promise<undefined> => {
  const service = await connect();
  const ports = createEndpointPorts(service, output);
  if ((await ports.endpoints.get(endpointId)) === undefined)
    throw unknownEndpoint(endpointId, service);
  await confirmOrStop(`Disable ${endpointId}? What waits for it is dropped.`, { output, yes });
  if (!(await disableEndpoint(endpointId, ports, reason)))
    throw unknownEndpoint(endpointId, service);
  if (output.isJson) output.json({ endpointId, state: 'disabled' });
  else {
    output.print(
      `Endpoint ${endpointId} is disabled: what waits for it is dropped, and kept for a replay for 30 days.`,
    );
  }
};
