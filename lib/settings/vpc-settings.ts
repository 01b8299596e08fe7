import { Token } from 'aws-cdk-lib';
import * as z from 'zod';
import { propShapes } from './props/prop-shape.ts';
import { senderVpc } from './props/sender-vpc-shape.ts';
import { list } from './values/from-text.ts';

const ids = (pattern: RegExp, example: string, max: number) => {
  const isId = (text: string) => Token.isUnresolved(text) || pattern.test(text);
  const id = z.string().refine(isId, `expected an id such as ${example}`);
  const meta = { absent: 'required with vpc', examples: [[example]] };
  return list(z.array(id).min(1).max(max)).meta(meta);
};

/** The network of the sender, within the limits of Lambda. */
export const VpcSettings = z
  .strictObject({
    /** Where the sender has its network interfaces; before its lookup, the CDK has ids such as p-12345. */
    subnetIds: ids(/^(subnet|[sp])-[0-9a-f]+$/, 'subnet-0a1b2c3d4e5f60718', 16).describe(
      'The ids of 1 to 16 private subnets of one VPC, best in two Availability Zones. They need routes to DynamoDB, SQS and the receivers: by a NAT gateway, or by VPC endpoints.',
    ),
    /** The firewall of the sender. */
    securityGroupIds: ids(/^sg-[0-9a-f]+$/, 'sg-0a1b2c3d4e5f60718', 5).describe(
      'The ids of 1 to 5 security groups that allow outbound HTTPS.',
    ),
  })
  .optional()
  .describe(
    'The VPC of the function that sends webhooks, for receivers in private networks (with webhooks.allowedCidrs) or to send from the fixed addresses of your NAT gateways. No other function joins it.',
  )
  .meta({ absent: 'the sender runs outside your VPCs' })
  .register(propShapes, senderVpc('vpc'));

/** See the schema of the same name. */
export type VpcSettings = z.output<typeof VpcSettings>;
