import {
  type ISecurityGroup,
  type IVpc,
  SecurityGroup,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { SettingsError } from '../settings/issues/settings-error.ts';
import type { VpcProps } from '../settings/props/vpc-props.ts';

/** The network of the sender, as constructs. */
export interface SenderVpc {
  /** The VPC of the sender. */
  readonly vpc: IVpc;
  /**
   * The private subnets of the sender.
   *
   * @default - the private subnets with a route to a NAT gateway
   */
  readonly subnets?: SubnetSelection | undefined;
  /**
   * The security groups of the sender.
   *
   * @default - a new one that allows all outbound traffic
   */
  readonly securityGroups?: readonly ISecurityGroup[] | undefined;
}

/**
 * Returns the ids of a network that may be given as constructs.
 *
 * @throws SettingsError for public subnets, in which a function reaches neither AWS nor the internet.
 */
export const toVpcProps = (
  scope: Construct,
  given: VpcProps | SenderVpc | undefined,
  origin: string,
): VpcProps | undefined => {
  if (given === undefined || !('vpc' in given)) return given;
  const { vpc, subnets, securityGroups } = given;
  const { subnetIds, hasPublic } = vpc.selectSubnets(subnets);
  if (hasPublic) {
    const problem = `vpc.subnets selects public subnets of ${vpc.node.path}, in which a function has no public address. Select private subnets.`;
    throw new SettingsError([problem], origin);
  }
  const groups = securityGroups ?? [
    new SecurityGroup(scope, 'SenderSecurityGroup', { vpc, description: 'Sends webhooks' }),
  ];
  return { subnetIds, securityGroupIds: groups.map(({ securityGroupId }) => securityGroupId) };
};
