// Made by `npm run docs:settings` from the schema: edit there.

/**
 * The VPC of the function that sends webhooks, for receivers in private networks (with
 * webhooks.allowedCidrs) or to send from the fixed addresses of your NAT gateways. No other
 * function joins it.
 */
export interface VpcProps {
  /**
   * The ids of 1 to 16 private subnets of one VPC, best in two Availability Zones. They need routes
   * to DynamoDB, SQS and the receivers: by a NAT gateway, or by VPC endpoints.
   * @default - required with vpc
   */
  readonly subnetIds?: readonly string[] | undefined;
  /**
   * The ids of 1 to 5 security groups that allow outbound HTTPS.
   * @default - required with vpc
   */
  readonly securityGroupIds?: readonly string[] | undefined;
}
