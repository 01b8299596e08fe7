/** The account that the sandbox's template believes to be deployed into. */
export const account = { partition: 'aws', region: 'eu-west-1', id: '123456789012' } as const;

/** How a client outside of the functions reaches the emulated services, besides their address. */
export const clientConfig = {
  region: account.region,
  credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
};

/** The id of a stack in that account. */
export const stackId = (stackName: string): string =>
  `arn:${account.partition}:cloudformation:${account.region}:${account.id}:stack/${stackName}/sandbox`;

/** The ARN of a vault in that account. */
export const vaultArn = (vaultName: string): string =>
  `arn:${account.partition}:glacier:${account.region}:${account.id}:vaults/${vaultName}`;
