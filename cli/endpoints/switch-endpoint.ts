import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { disableEndpoint, enableEndpoint } from '../../operations/endpoints/switch.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import type { Context } from '../framework/context.ts';
import { confirmOrStop } from '../framework/output/confirm.ts';
import { createEndpointPorts, unknownEndpoint } from './endpoint-ports.ts';

/** Enables an endpoint. */
export const switchOn = async (
  { output, connect }: Context,
  endpointId: string,
): Promise<undefined> => {
  const service = await connect();
  const ports = createEndpointPorts(service, output);
  const before = await ports.endpoints.get(endpointId);
  if (!(await enableEndpoint(endpointId, ports))) throw unknownEndpoint(endpointId, service);
  if (output.isJson) output.json({ endpointId, state: 'enabled' });
  else output.print(`Enabled endpoint ${endpointId}.`);
  const replay = ['deliveries', 'replay', '--failed', '--endpoint', endpointId, '--since'];
  output.note(
    `To resend every event that it missed, run: ${selfCommand([...replay, replaySince(before)], service)}`,
  );
};

/** Returns an hour before the first missed event, to cover clock skew; the whole retention if unknown. */
const replaySince = (before: Endpoint | undefined): string => {
  const missedSince = before?.missedSince ?? before?.failingSince;
  if (missedSince === undefined) return '30d';
  return new Date(Date.parse(missedSince) - 3_600_000).toISOString();
};

/** Disables an endpoint, after a confirmation. */
export const switchOff = async (
  { output, connect }: Context,
  endpointId: string,
  { reason, yes }: { readonly reason?: string | undefined; readonly yes: boolean },
): Promise<undefined> => {
  const service = await connect();
  const ports = createEndpointPorts(service, output);
  if ((await ports.endpoints.get(endpointId)) === undefined)
    throw unknownEndpoint(endpointId, service);
  await confirmOrStop(`Disable ${endpointId} and drop its pending deliveries?`, { output, yes });
  if (!(await disableEndpoint(endpointId, ports, reason)))
    throw unknownEndpoint(endpointId, service);
  if (output.isJson) output.json({ endpointId, state: 'disabled' });
  else {
    output.print(
      `Disabled endpoint ${endpointId}. Its events are dropped; you can replay them for 30 days.`,
    );
  }
};
