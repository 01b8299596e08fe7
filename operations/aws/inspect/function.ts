import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';
import type { FunctionFacts, MappingFacts } from '../../doctor/facts.ts';
import { unlessMissing } from './unless-missing.ts';

/** Looks at a function of the service by its name. */
export type InspectFunction = (name: string) => Promise<FunctionFacts>;

/**
 * Creates the inspector of functions: `lambda:GetFunctionConfiguration`, `lambda:GetPolicy`,
 * `lambda:GetFunctionConcurrency` and `lambda:ListEventSourceMappings`.
 */
export const createFunctionInspector = (config: ClientConfig): InspectFunction => {
  const client = new LambdaClient(config);
  return async (name) => {
    const input = { FunctionName: name };
    const found = await unlessMissing(client.send(new GetFunctionConfigurationCommand(input)));
    if (found === undefined) return { name, exists: false, arn: '', mappings: [] };
    const [policy, concurrency, mappings] = await Promise.all([
      // A function without a policy has none to be found.
      unlessMissing(client.send(new GetPolicyCommand(input))),
      client.send(new GetFunctionConcurrencyCommand(input)),
      listMappings(client, name),
    ]);
    return {
      name,
      exists: true,
      arn: found.FunctionArn ?? '',
      state: found.State,
      lastUpdateStatus: found.LastUpdateStatus,
      reservedConcurrency: concurrency.ReservedConcurrentExecutions,
      policy: policy?.Policy,
      mappings,
    };
  };
};

const listMappings = async (client: LambdaClient, name: string): Promise<MappingFacts[]> => {
  const found: MappingFacts[] = [];
  for await (const page of paginateListEventSourceMappings({ client }, { FunctionName: name })) {
    for (const { UUID = '', EventSourceArn = '', State = '' } of page.EventSourceMappings ?? []) {
      found.push({ id: UUID, source: EventSourceArn, state: State });
    }
  }
  return found;
};
