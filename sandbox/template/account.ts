/** The account that the sandbox's template believes to be deployed into. */
export const account = { partition: 'aws', region: 'eu-west-1', id: '123456789012' } as const;

/** The id of a stack in that account. */
export const stackId = (stackName: string): string =>
  `arn:${account.partition}:cloudformation:${account.region}:${account.id}:stack/${stackName}/sandbox`;
