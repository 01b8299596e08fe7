import { refuseVault, type VaultScope } from '../vault/scope.ts';
import type { OverdueWindow } from './overdue.ts';
import type { IndexedJob, JobIndex } from './ports.ts';

/** At 1 MB a page, some 16,000 jobs: what is counted must leave time for polls. */
const MOST_PAGES = 4;

/**
 * Reads the followed jobs under a key up to an age, oldest first, from at most four pages of 1 MB.
 *
 * Reading stops after the page at which `isOver` returns true. The jobs of vaults that have left the
 * setting `vaults` are left out: nothing polls them, so they would be counted forever.
 */
export const readFollowed = async (
  index: Pick<JobIndex, 'page'>,
  scope: VaultScope,
  { statusKey, upTo }: OverdueWindow,
  isOver: () => boolean = () => false,
): Promise<readonly IndexedJob[]> => {
  const followed: IndexedJob[] = [];
  let startKey: Parameters<JobIndex['page']>[1];
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const page = await index.page({ statusKey, upTo }, startKey);
    followed.push(...page.jobs.filter(({ vaultArn }) => !refuseVault(scope, vaultArn)));
    startKey = page.next;
    if (startKey === undefined || isOver()) break;
  }
  return followed;
};
