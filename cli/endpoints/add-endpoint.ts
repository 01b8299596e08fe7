import { registerEndpoint } from '../../operations/endpoints/register.ts';
import { disableEndpoint } from '../../operations/endpoints/switch.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import type { Context } from '../framework/context.ts';
import { createEndpointPorts, noteSameUrl, refusedRequest } from './endpoint-ports.ts';
import { type EndpointWords, toEndpointRequest } from './endpoint-request.ts';
import { printSecret } from './print-secret.ts';
import { type Language, verifyExample } from './verify-example.ts';

/** Registers an endpoint and shows its secret once. */
export const addEndpoint = async (
  { output, connect }: Context,
  words: EndpointWords & { readonly disabled: boolean; readonly show?: Language | undefined },
): Promise<undefined> => {
  const request = toEndpointRequest(words);
  const example = words.show && verifyExample(words.show);
  const service = await connect();
  const ports = createEndpointPorts(service, output);
  const registration = await registerEndpoint(request, ports, words.disabled);
  if (registration.kind === 'refused') throw refusedRequest(registration.problems);
  const { endpoint, url, secret } = registration;
  const { endpointId } = endpoint;
  const print = () => {
    if (output.isJson) return output.json({ endpointId, url, secret, example });
    const enable = selfCommand(['endpoints', 'enable', endpointId], service);
    const next = words.disabled
      ? `It is disabled. Once the receiver has the secret, run: ${enable}`
      : 'It receives events within a minute.';
    output.print(`Registered endpoint ${endpointId}. ${next}`);
    output.print(`Secret   ${secret}`);
    if (example !== undefined) output.print(`\n${example}`);
  };
  await printSecret(print, endpointId, service, async () => {
    const reason = 'its secret could not be shown';
    const isDisabled = await disableEndpoint(endpointId, ports, reason).catch(() => false);
    const verb = isDisabled ? 'enable' : 'disable';
    const state = isDisabled ? 'disabled' : 'still enabled, because disabling it failed';
    return ` The endpoint is ${state}: to ${verb} it, run "${selfCommand(['endpoints', verb, endpointId], service)}".`;
  });
  if (!output.isJson) {
    output.note(
      'Store the secret now: it is not shown again. The receiver needs it to verify requests.',
    );
  }
  await noteSameUrl(endpointId, ports, output);
};
