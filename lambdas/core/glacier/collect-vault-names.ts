import { followMarkers } from './follow-markers.ts';
import type { VaultPage } from './ports.ts';

/** Collects the names on all pages of an account's vaults. */
export const collectVaultNames = async (
  readPage: (marker: string | undefined) => Promise<VaultPage>,
): Promise<readonly string[]> => {
  const follow = followMarkers();
  const names: string[] = [];
  let marker: string | undefined;
  do {
    const page = await readPage(marker);
    names.push(...page.names);
    marker = follow(page.next);
  } while (marker !== undefined);
  return names;
};
