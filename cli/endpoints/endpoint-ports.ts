import { randomBytes } from 'node:crypto';
import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { MANAGED_ENDPOINT_PREFIX } from '../../lambdas/core/function/settings.ts';
import { createDynamoEndpointRows } from '../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../operations/aws/tables/endpoint-secret-rows.ts';
import type { EndpointDeps } from '../../operations/endpoints/ports.ts';
import { type SelfScope, selfCommand } from '../../operations/shell-command.ts';
import type { Service } from '../deployment/service.ts';
import { readUrlRules } from '../deployment/webhook-settings.ts';
import { CliError, usageError } from '../framework/errors/cli-error.ts';
import { createOperatorLog } from '../framework/output/operator-log.ts';
import type { Output } from '../framework/output/output.ts';

/** Creates the ports to a service's endpoints. */
export const createEndpointPorts = (
  { outputs, clock, clientConfig }: Service,
  output: Output,
): EndpointDeps => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const { EndpointsTableName, EndpointSecretsTableName } = outputs;
  return {
    endpoints: createDynamoEndpointRows(dynamo, EndpointsTableName, createOperatorLog(output)),
    secrets: createDynamoEndpointSecretRows(dynamo, EndpointSecretsTableName),
    urlRules: readUrlRules(outputs),
    dashboardUrl: outputs.DashboardUrl,
    nowMs: () => Date.parse(clock.now()),
    randomBytes,
  };
};

/** Creates the error for an unknown endpoint. */
export const unknownEndpoint = (endpointId: string, self: SelfScope): CliError =>
  new CliError(
    `No endpoint has the id ${JSON.stringify(endpointId)}. To list endpoints, run "${selfCommand(['endpoints', 'list'], self)}".`,
  );

/** @throws CliError for an endpoint that a stack manages: its deployments would undo a change. */
export const createChangePorts = async (id: string, service: Service, output: Output) => {
  const ports = createEndpointPorts(service, output);
  const isManaged = id.startsWith(MANAGED_ENDPOINT_PREFIX);
  const managedBy = isManaged ? (await ports.endpoints.get(id))?.managedBy : undefined;
  if (managedBy === undefined) return ports;
  throw new CliError(`${id} is managed by the ${managedBy}: change it there and deploy.`);
};

/** Points out other endpoints with the same URL; a row that cannot be read is no reason to fail. */
export const noteSameUrl = async (
  endpointId: string,
  { endpoints, secrets }: EndpointDeps,
  output: Output,
): Promise<void> => {
  const urlOf = async (id: string) => (await secrets.get(id).catch(() => undefined))?.url;
  const url = (await urlOf(endpointId)) ?? '';
  for (const { endpointId: other, urlHost } of await endpoints.list().catch(() => [])) {
    if (other === endpointId || urlHost === undefined || !url.includes(urlHost)) continue;
    if ((await urlOf(other)) !== url) continue;
    output.note(`${other} has the same URL: the receiver gets each matching event twice.`);
  }
};

/** Creates the error for an invalid request, with one problem per line. */
export const refusedRequest = (problems: readonly string[]): CliError =>
  usageError(
    problems.length === 1
      ? `Nothing was changed: ${problems[0]}.`
      : `Nothing was changed:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
