import { registerEndpoint } from '../../lambdas/core/endpoint-register.ts';
import type { Context } from '../framework/context.ts';
import { createEndpointPorts, refusedRequest } from './endpoint-ports.ts';
import { type EndpointWords, toEndpointRequest } from './endpoint-request.ts';

/** Registers an endpoint and shows its secret, this once. */
export const addEndpoint = async (
  { output, connect }: Context,
  words: EndpointWords,
): Promise<undefined> => {
  const request = toEndpointRequest(words);
  const registration = await registerEndpoint(
    request,
    createEndpointPorts(await connect(), output),
  );
  if (registration.kind === 'refused') throw refusedRequest(registration.problems);
  const { endpoint, url, secret } = registration;
  if (output.isJson) {
    output.json({ endpointId: endpoint.endpointId, url, secret });
    return;
  }
  output.print(`Endpoint ${endpoint.endpointId} is registered, and takes part within a minute.`);
  output.print(`Secret   ${secret}`);
  output.note(
    'The secret is shown only now: give it to the receiver, which verifies every request with it.',
  );
};
