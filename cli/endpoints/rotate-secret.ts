import { rotateEndpointSecret } from '../../operations/endpoints/rotate.ts';
import type { Context } from '../framework/context.ts';
import { confirmOrStop } from '../framework/output/confirm.ts';
import { createChangePorts, refusedRequest, unknownEndpoint } from './endpoint-ports.ts';
import { printSecret } from './print-secret.ts';

/** Creates a new secret for an endpoint and shows it once. */
export const rotateSecret = async (
  { output, connect }: Context,
  endpointId: string,
  { graceHours, yes }: { readonly graceHours: number; readonly yes: boolean },
): Promise<undefined> => {
  const service = await connect();
  const ports = await createChangePorts(endpointId, service, output);
  if (graceHours === 0) {
    await confirmOrStop(
      `Revoke the old secrets of ${endpointId} now? Its receiver will reject every request until it has the new secret.`,
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
      ? 'The old secrets are revoked. Store the new one now: it is not shown again. The receiver needs it immediately.'
      : `The old secrets stay valid until ${oldSecretsExpireAt}. Store the new one now: it is not shown again. The receiver needs it before then.`,
  );
};
