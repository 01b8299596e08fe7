import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type ManagedDeps, putManagedEndpoint } from '../../operations/endpoints/managed.ts';
import { removeEndpoint } from '../../operations/endpoints/remove.ts';
import { decodeSecret } from '../core/delivery/signature.ts';
import { createRepeat } from '../core/function/repeat-while-passing.ts';
import {
  answerRequest,
  type ResourceDeps,
  settleRequest,
} from '../core/function/resource-answer.ts';
import { type ResourceRequest, readResourceRequest } from '../core/function/resource-request.ts';
import { MANAGED_ENDPOINT_PREFIX } from '../core/function/settings.ts';

const Properties = z.object({
  Endpoint: z.record(z.string(), z.unknown()),
  SecretArn: z.string(),
  SecretVersionId: z.optional(z.string()),
  ConstructPath: z.string(),
});

/** What `managed-endpoints` works with. */
export interface ManagedEndpointsDeps extends ManagedDeps, ResourceDeps {
  /** Reads a version of a secret, or the current one. */
  readonly readSecret: (secretArn: string, versionId: string | undefined) => Promise<string>;
}

/**
 * Makes endpoints what a stack declares, as CloudFormation requests it, and always answers.
 *
 * The id of an endpoint follows from the stack and the resource, so a repeated request finds what was
 * done. The rollback of an update is an update like others.
 * @throws Error when the answer cannot be given; Lambda then tries again.
 */
export const createManagedEndpoints =
  (deps: ManagedEndpointsDeps) =>
  async (event: unknown): Promise<void> => {
    const request = readResourceRequest(event);
    const endpointId = endpointIdOf(request);
    const repeat = createRepeat(deps, AbortSignal.timeout(120_000));
    const work = async () => {
      await repeat(() => fulfilRequest(request, endpointId, deps));
      return { kind: 'done' } as const;
    };
    const outcome = await settleRequest(request, work, deps.log);
    const answer = answerRequest({ ...request, PhysicalResourceId: endpointId }, outcome);
    await deps.answer(request.ResponseURL, answer);
  };

const endpointIdOf = ({ StackId, LogicalResourceId }: ResourceRequest): string => {
  const hash = createHash('sha256').update(`${StackId} ${LogicalResourceId}`).digest('hex');
  return `${MANAGED_ENDPOINT_PREFIX}${hash.slice(0, 26)}`;
};

const fulfilRequest = async (
  { RequestType, StackId, ResourceProperties }: ResourceRequest,
  endpointId: string,
  deps: ManagedEndpointsDeps,
): Promise<void> => {
  if (RequestType === 'Delete') return void (await removeEndpoint(endpointId, deps));
  const { SecretArn, SecretVersionId, ...properties } = Properties.parse(ResourceProperties);
  const text = await deps.readSecret(SecretArn, SecretVersionId);
  // Secrets Manager generates texts without the prefix, as receivers' libraries also take them.
  const secret = text.startsWith('whsec_') ? text : `whsec_${text}`;
  decodeSecret(secret);
  const endpoint = {
    endpointId,
    request: properties.Endpoint,
    secret: { secret, createdAt: new Date(deps.nowMs()).toISOString() },
    managedBy: `stack ${StackId.split('/')[1]} (${properties.ConstructPath})`,
  };
  await putManagedEndpoint(endpoint, deps);
};
