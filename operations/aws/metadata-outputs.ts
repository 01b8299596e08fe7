import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod/mini';
import type { ClientConfig } from '../../lambdas/adapters/client-config.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { listStackResources } from './inspect/stack-resources.ts';

const Metadata = z.object({ GlacierJobNotifier: z.record(z.string(), z.string()) });

/**
 * Reads the outputs that a stack with the setting `outputs: false` keeps in the metadata of a resource,
 * under the names that they would have.
 *
 * It needs `cloudformation:ListStackResources` and, if there are such resources,
 * `cloudformation:DescribeStackResource`.
 */
export const readMetadataOutputs = async (
  stackName: string,
  config: ClientConfig,
): Promise<Readonly<Record<string, string>>> => {
  const resources = await listStackResources(stackName, config);
  const holders = resources.filter(
    ({ type }) => type === 'AWS::CloudFormation::WaitConditionHandle',
  );
  const client = new CloudFormationClient(config);
  const read = async (logicalId: string) => {
    const resource = { StackName: stackName, LogicalResourceId: logicalId };
    const answer = await client.send(new DescribeStackResourceCommand(resource));
    const metadata = parseJson(answer.StackResourceDetail?.Metadata ?? '');
    return Metadata.safeParse(metadata).data?.GlacierJobNotifier;
  };
  try {
    return Object.assign({}, ...(await Promise.all(holders.map((one) => read(one.logicalId)))));
  } finally {
    client.destroy();
  }
};
