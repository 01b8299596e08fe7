import type { Place } from './place.ts';
import { parseVaultArn } from './vault.ts';

/** The vaults whose evidence is accepted: those of one partition, region and account. */
export interface VaultScope extends Place {
  /** Names of vaults, or `*` for every vault. */
  readonly vaults: '*' | readonly string[];
}

/** Reads the setting `vaults` as the functions get it: `*`, or names joined by commas. */
export const parseVaultNames = (text: string): VaultScope['vaults'] =>
  text === '*' ? '*' : text.split(',').filter((name) => name !== '');

/** Says why evidence about this vault is refused, or `undefined` when it is accepted. */
export const refuseVault = (scope: VaultScope, arn: string): string | undefined => {
  const vault = parseVaultArn(arn);
  if (!vault) return `VaultARN ${JSON.stringify(arn.slice(0, 300))} is not a vault ARN`;
  if (vault.partition !== scope.partition) return `foreign partition ${vault.partition}`;
  if (vault.region !== scope.region) return `foreign region ${vault.region}`;
  if (vault.accountId !== scope.accountId) return `foreign account ${vault.accountId}`;
  if (scope.vaults === '*' || scope.vaults.includes(vault.vaultName)) return undefined;
  return `vault ${vault.vaultName} is not in the setting "vaults"`;
};
