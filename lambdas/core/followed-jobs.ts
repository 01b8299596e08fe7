import type { OverdueWindow } from './poll-overdue.ts';
import type { IndexedJob, JobIndex } from './poll-ports.ts';
import { refuseVault, type VaultScope } from './vault-scope.ts';

/**
 * Reads the jobs under a key that are as old as that, the oldest first and about 1 MB of them.
 *
 * Nothing polls the jobs of vaults that have left the setting `vaults`: they would be counted forever.
 */
export const readFollowed = async (
  index: Pick<JobIndex, 'page'>,
  scope: VaultScope,
  { statusKey, upTo }: OverdueWindow,
): Promise<readonly IndexedJob[]> => {
  let followed: readonly IndexedJob[] = [];
  let startKey: Parameters<JobIndex['page']>[1];
  do {
    const page = await index.page({ statusKey, upTo, offsetMinutes: 0 }, startKey);
    followed = page.jobs.filter(({ vaultArn }) => refuseVault(scope, vaultArn) === undefined);
    startKey = page.next;
  } while (followed.length === 0 && startKey !== undefined);
  return followed;
};
