import { vaultNotFound } from '../api/refusals.ts';
import type { GlacierState } from '../glacier-state.ts';
import type { Vault } from './vault.ts';

/**
 * Checks whether Glacier accepts a vault's name.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/creating-vaults.html}
 */
export const isVaultName = (name: string): boolean => /^[A-Za-z0-9_.-]{1,255}$/.test(name);

/** Writes the ARN of a vault. */
export const vaultArn = (state: Pick<GlacierState, 'region' | 'accountId'>, name: string): string =>
  `arn:aws:glacier:${state.region}:${state.accountId}:vaults/${name}`;

/**
 * Finds a vault, or refuses the call.
 *
 * For a name that no vault can have, Glacier's message holds the bare name (tsileo/bakthat #10).
 */
export const findVault = (state: GlacierState, name: string): Vault => {
  const vault = state.vaults.get(name);
  if (vault === undefined) throw vaultNotFound(isVaultName(name) ? vaultArn(state, name) : name);
  return vault;
};
