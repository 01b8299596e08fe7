import { InvalidInputError } from '../../lambdas/core/errors.ts';
import { DEFAULT_GRACE_HOURS } from './grace-hours.ts';
import type { AdoptSecret, EndpointDeps } from './ports.ts';
import { type NewEndpoint, writeEndpoint } from './register.ts';
import { removeEndpoint } from './remove.ts';
import { readEndpointRequest } from './request.ts';
import { updateEndpoint } from './update.ts';

/** What a stack that leaves a field out wants it to be. */
const DEFAULTS = { description: null, eventTypes: null, filter: null, headers: null, format: null };

/** What making an endpoint as a stack declares it takes. */
export interface ManagedDeps extends Omit<EndpointDeps, 'randomBytes'> {
  readonly adoptSecret: AdoptSecret;
}

/**
 * Makes an endpoint what a stack declares, whatever it is now.
 *
 * It can be repeated: an endpoint that is there is changed in place and keeps its state. A secret that
 * is replaced signs for the default grace period more. No secret is read.
 * @throws InvalidInputError with every problem of the request.
 */
export const putManagedEndpoint = async (
  { request, ...endpoint }: Omit<NewEndpoint, 'wish'> & { readonly request: object },
  deps: ManagedDeps,
): Promise<void> => {
  const { endpointId, secret } = endpoint;
  const reading = readEndpointRequest(request, deps.urlRules);
  if (reading.kind === 'refused') throw new InvalidInputError(reading.problems.join('; '));
  const update = await updateEndpoint(endpointId, { ...DEFAULTS, ...request }, deps);
  if (update.kind === 'refused') throw new InvalidInputError(update.problems.join('; '));
  if (update.kind === 'updated') {
    const endMs = deps.nowMs() + DEFAULT_GRACE_HOURS * 3_600_000;
    return await deps.adoptSecret(endpointId, secret, new Date(endMs).toISOString());
  }
  // One of the two rows may be left of a creation that was cut short.
  await removeEndpoint(endpointId, deps);
  await writeEndpoint({ ...endpoint, wish: reading.wish }, deps);
};
