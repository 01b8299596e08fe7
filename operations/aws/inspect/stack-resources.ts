import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';

/** A resource of a stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** When it was created, or changed last. */
  readonly updatedAt: Date | undefined;
}

/** Lists the resources of a stack, for which it needs `cloudformation:ListStackResources`. */
export const listStackResources = async (
  stackName: string,
  config: ClientConfig,
): Promise<readonly StackResource[]> => {
  const client = new CloudFormationClient(config);
  const found: StackResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName })) {
    for (const resource of page.StackResourceSummaries ?? []) {
      const { LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' } = resource;
      found.push({
        logicalId: LogicalResourceId,
        type: ResourceType,
        physicalId: PhysicalResourceId,
        updatedAt: resource.LastUpdatedTimestamp,
      });
    }
  }
  return found;
};
