import { vaultArn } from '../../lambdas/core/vault/vault.ts';

/** Where every simulated service is. */
export const PLACE = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' } as const;

/** Returns the ARN of a vault there. */
export const arnOf = (vaultName: string): string => vaultArn({ ...PLACE, vaultName });
