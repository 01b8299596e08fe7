/** The account that the sandbox's template believes to be deployed into. */
export const account = { partition: 'aws', region: 'eu-west-1', id: '123456789012' } as const;
