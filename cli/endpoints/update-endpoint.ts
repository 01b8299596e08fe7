import { updateEndpoint as update } from '../../operations/endpoints/update.ts';
import type { Context } from '../framework/context.ts';
import {
  createChangePorts,
  noteSameUrl,
  refusedRequest,
  unknownEndpoint,
} from './endpoint-ports.ts';
import { type EndpointWords, toEndpointRequest } from './endpoint-request.ts';

/** Updates only those settings of an endpoint that the options name. */
export const updateEndpoint = async (
  { output, connect }: Context,
  endpointId: string,
  words: EndpointWords,
): Promise<undefined> => {
  const changes = toEndpointRequest(words);
  const service = await connect();
  const ports = await createChangePorts(endpointId, service, output);
  const updated = await update(endpointId, changes, ports);
  switch (updated.kind) {
    case 'refused':
      throw refusedRequest(updated.problems);
    case 'unknown':
      throw unknownEndpoint(endpointId, service);
    case 'updated':
      if (output.isJson) output.json({ endpointId, updated: Object.keys(changes) });
      else output.print(`Updated endpoint ${endpointId}: ${Object.keys(changes).join(', ')}.`);
      if (words.url !== undefined) await noteSameUrl(endpointId, ports, output);
      return;
  }
};
