import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from '../../access/acknowledge.ts';
import { allow } from '../../access/allow.ts';
import type { VpcSettings } from '../../settings/vpc-settings.ts';
import type { NodeFunction } from './node-function.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const ON_INTERFACES = [
  'AssignPrivateIpAddresses',
  'CreateNetworkInterface',
  'DeleteNetworkInterface',
  'DescribeNetworkInterfaces',
  'DescribeSubnets',
  'UnassignPrivateIpAddresses',
];

const ANY_INTERFACE =
  'With the setting vpc, Lambda creates and deletes the network interfaces of the sender by its role, and only accepts these permissions on all resources. They expose no data.';

/** Connects a function of the scope to a VPC, if there is one; nothing changes without. */
export const joinVpc = (scope: Construct, fn: NodeFunction, vpc: VpcSettings): void => {
  if (vpc === undefined) return;
  allow(
    fn,
    ON_INTERFACES.map((action) => `ec2:${action}`),
    '*',
  );
  acknowledgeWildcard(scope, '*', ANY_INTERFACE);
  const { defaultChild } = fn.node;
  if (defaultChild instanceof CfnFunction) defaultChild.vpcConfig = vpc;
};
