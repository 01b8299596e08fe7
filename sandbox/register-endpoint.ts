import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { DeploymentOutputs } from '../cli/deployment/deployment-outputs.ts';
import { createDialPolicy } from '../lambdas/adapters/dial-policy.ts';
import { createDynamoEndpointRows } from '../lambdas/adapters/dynamo-endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../lambdas/adapters/dynamo-endpoint-secret-rows.ts';
import { registerEndpoint as register } from '../lambdas/core/endpoint-register.ts';

/** What an endpoint wants to hear, and where. */
export interface EndpointRequest {
  readonly url: string;
  readonly description?: string | undefined;
  /** @default - everything but the start of a job */
  readonly eventTypes?: readonly string[] | undefined;
  readonly filter?: Readonly<Record<string, unknown>> | undefined;
}

/** A webhook that the service knows from now on. */
export interface RegisteredEndpoint {
  readonly endpointId: string;
  readonly url: string;
  /** What its receiver verifies signatures with. */
  readonly secret: string;
}

/** Where endpoints are kept. */
export interface EndpointTables {
  readonly dynamodb: DynamoDBClient;
  readonly outputs: DeploymentOutputs;
  readonly clock: { now(): number };
}

/** Says what is wrong with an endpoint that somebody wants. */
export class RefusedEndpointError extends Error {
  override readonly name = 'RefusedEndpointError';
}

const UrlSettings = z.object({ allowHttp: z.boolean(), allowedCidrs: z.array(z.string()) });

/**
 * Registers an endpoint by the service's own rules; it takes part within a minute.
 *
 * @throws RefusedEndpointError with every problem.
 */
export const registerEndpoint = async (
  request: EndpointRequest,
  { dynamodb, outputs, clock }: EndpointTables,
): Promise<RegisteredEndpoint> => {
  const { allowHttp, allowedCidrs } = UrlSettings.parse(JSON.parse(outputs.WebhookSettings));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const registration = await register(request, {
    endpoints: createDynamoEndpointRows(dynamodb, outputs.EndpointsTableName, log),
    secrets: createDynamoEndpointSecretRows(dynamodb, outputs.EndpointSecretsTableName),
    urlRules: { allowHttp, isRefusedAddress: createDialPolicy(allowedCidrs).isRefused },
    nowMs: () => clock.now(),
    randomBytes,
  });
  if (registration.kind === 'refused') {
    throw new RefusedEndpointError(registration.problems.join('; '));
  }
  const { endpoint, url, secret } = registration;
  return { endpointId: endpoint.endpointId, url, secret };
};
