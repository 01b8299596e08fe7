import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/** The network of the sender, as constructs. */
export interface SenderVpc {
  /** The VPC of the sender. */
  readonly vpc: IVpc;
  /**
   * The private subnets of the sender.
   *
   * @default - the private subnets with a route to a NAT gateway, or else the isolated ones
   */
  readonly subnets?: SubnetSelection | undefined;
  /**
   * The security groups of the sender.
   *
   * @default - a new one that allows all outbound traffic
   */
  readonly securityGroups?: ISecurityGroup[] | undefined;
}
