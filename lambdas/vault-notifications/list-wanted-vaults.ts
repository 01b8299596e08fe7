import { collectVaultNames } from '../core/glacier/collect-vault-names.ts';
import type { WantedVaults } from '../core/vault/request.ts';
import type { VaultsRun } from './deps.ts';

/** Lists the names of the vaults that are to be pointed at the topic; `*` stands for those of now. */
export const listWantedVaults = async (
  { manage, vaults }: WantedVaults,
  { lists, stack, repeat }: Pick<VaultsRun, 'lists' | 'stack' | 'repeat'>,
): Promise<readonly string[]> => {
  if (manage === 'false') return [];
  if (vaults !== '*') return vaults;
  return await collectVaultNames((marker) =>
    repeat(() => lists.listVaults(stack.accountId, marker)),
  );
};
