import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { StackState } from '../../core/vault/ports.ts';

/** Creates the reader of stacks' states. */
export const createCloudFormationStack = (client = new CloudFormationClient()): StackState => ({
  isRollingBack: async (stackId) => {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    return Stacks.some(({ StackStatus = '' }) => StackStatus.includes('ROLLBACK'));
  },
});
