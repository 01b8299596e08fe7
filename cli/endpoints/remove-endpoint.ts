import { removeEndpoint as remove } from '../../operations/endpoints/remove.ts';
import type { Context } from '../framework/context.ts';
import { confirmOrStop } from '../framework/output/confirm.ts';
import { printable } from '../framework/output/printable.ts';
import { createChangePorts, unknownEndpoint } from './endpoint-ports.ts';

/** Removes an endpoint and its secrets, after a confirmation. */
export const removeEndpoint = async (
  { output, connect }: Context,
  endpointId: string,
  yes: boolean,
): Promise<undefined> => {
  const service = await connect();
  const ports = await createChangePorts(endpointId, service, output);
  const endpoint = await ports.endpoints.get(endpointId);
  if (endpoint !== undefined) {
    const host = printable(endpoint.urlHost ?? 'an unknown host');
    await confirmOrStop(
      `Remove ${endpointId} (${host}) and its secrets? Its pending deliveries will be lost.`,
      { output, yes },
    );
  }
  // The secrets go even where the row is gone: a removal that was cut short can be repeated.
  const wasThere = await remove(endpointId, ports);
  if (!wasThere) throw unknownEndpoint(endpointId, service);
  if (output.isJson) output.json({ endpointId, removed: true });
  else output.print(`Removed endpoint ${endpointId}.`);
};
