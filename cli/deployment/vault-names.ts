import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import { createGlacierLists } from '../../lambdas/adapters/glacier/lists.ts';
import { collectVaultNames } from '../../lambdas/core/glacier/collect-vault-names.ts';
import type { Service } from './service.ts';

/** Returns the names of the tracked vaults; for `*` Glacier lists them. */
export const listVaultNames = ({
  settings,
  place,
  clientConfig,
}: Service): Promise<readonly string[]> => {
  if (settings.vaults !== '*') return Promise.resolve(settings.vaults);
  const { listVaults } = createGlacierLists(createOperatorGlacierClient(clientConfig('glacier')));
  return collectVaultNames((marker) => listVaults(place.accountId, marker));
};
