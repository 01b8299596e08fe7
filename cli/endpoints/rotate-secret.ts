import { rotateEndpointSecret } from '../../lambdas/core/endpoint-rotation.ts';
import { confirmOrStop } from '../framework/confirm.ts';
import type { Context } from '../framework/context.ts';
import { createEndpointPorts, refusedRequest, unknownEndpoint } from './endpoint-ports.ts';
import { printSecret } from './print-secret.ts';

/** Gives an endpoint a new secret and shows it, this once. */
export const rotateSecret = async (
  { output, connect }: Context,
  endpointId: string,
  { graceHours, yes }: { readonly graceHours: number; readonly yes: boolean },
): Promise<undefined> => {
  const service = await connect();
  const ports = createEndpointPorts(service, output);
  if (graceHours === 0) {
    await confirmOrStop(
      `Give ${endpointId} a new secret at once? Its receiver refuses every request until it has it.`,
      { output, yes },
    );
  }
  const rotation = await rotateEndpointSecret(endpointId, graceHours, ports);
  if (rotation.kind === 'unknown') throw unknownEndpoint(endpointId, service);
  if (rotation.kind === 'refused') throw refusedRequest(rotation.problems);
  const { secret, oldSecretsExpireAt } = rotation;
  const print = () =>
    output.isJson
      ? output.json({ endpointId, secret, oldSecretsExpireAt })
      : output.print(`Secret   ${secret}`);
  await printSecret(print, endpointId, service);
  if (output.isJson) return;
  output.note(
    graceHours === 0
      ? 'The old secrets sign no more. The new one is shown only now: give it to the receiver at once.'
      : `The old secrets sign beside it until ${oldSecretsExpireAt}. The new one is shown only now: give it to the receiver before then.`,
  );
};
