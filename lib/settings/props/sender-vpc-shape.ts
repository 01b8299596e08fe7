import {
  type ISecurityGroup,
  type IVpc,
  SecurityGroup,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as z from 'zod';
import { SettingsError } from '../issues/settings-error.ts';
import type { PropShape } from './prop-shape.ts';
import { propsSentence } from './prop-words.ts';

const Given = z.object({
  vpc: z.custom<IVpc>((value) => value instanceof Object && 'selectSubnets' in value),
  subnets: z.custom<SubnetSelection>().optional(),
  securityGroups: z.array(z.custom<ISecurityGroup>()).optional(),
});

/** A SenderVpc, in cdk.json ids. */
export const senderVpc = (name: string): PropShape => ({
  name,
  type: 'SenderVpc',
  module: './sender-vpc.ts',
  expected: 'expected a vpc, with subnets and securityGroups if needed',
  read: (value, scope) => {
    const { data } = Given.safeParse(value);
    return data && Construct.isConstruct(scope) ? idsOf(data, scope) : undefined;
  },
});

/**
 * Returns the ids of a network.
 *
 * @throws SettingsError for public subnets, in which a function reaches neither AWS nor the internet.
 */
const idsOf = (
  { vpc, subnets, securityGroups }: z.output<typeof Given>,
  scope: Construct,
): { subnetIds: string[]; securityGroupIds: string[] } => {
  const { subnetIds, hasPublic } = vpc.selectSubnets(subnets);
  if (hasPublic) {
    const problem = `vpc.subnets selects public subnets of ${vpc.node.path}, in which a function has no public address. Select private subnets.`;
    throw new SettingsError([problem], propsSentence(scope.node.path));
  }
  const groups = securityGroups ?? [
    new SecurityGroup(scope, 'SenderSecurityGroup', { vpc, description: 'Sends webhooks' }),
  ];
  return { subnetIds, securityGroupIds: groups.map(({ securityGroupId }) => securityGroupId) };
};
