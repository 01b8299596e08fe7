import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { readUrlRules } from '../../cli/deployment/webhook-settings.ts';
import { createDynamoEndpointRows } from '../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../operations/aws/tables/endpoint-secret-rows.ts';
import { registerEndpoint as register } from '../../operations/endpoints/register.ts';
import { ControlError } from './control-error.ts';

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
  readonly clients: { readonly dynamodb: DynamoDBClient };
  readonly outputs: DeploymentOutputs;
  readonly clock: { now(): number };
}

/**
 * Registers an endpoint by the service's own rules; it takes part within a minute.
 *
 * @throws ControlError with every problem.
 */
export const registerEndpoint = async (
  request: EndpointRequest,
  { clients: { dynamodb }, outputs, clock }: EndpointTables,
): Promise<RegisteredEndpoint> => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const registration = await register(request, {
    endpoints: createDynamoEndpointRows(dynamodb, outputs.EndpointsTableName, log),
    secrets: createDynamoEndpointSecretRows(dynamodb, outputs.EndpointSecretsTableName),
    urlRules: readUrlRules(outputs),
    nowMs: () => clock.now(),
    randomBytes,
  });
  if (registration.kind === 'refused') throw new ControlError(registration.problems.join('; '));
  const { endpoint, url, secret } = registration;
  return { endpointId: endpoint.endpointId, url, secret };
};
