import type { VaultPage } from './poll-ports.ts';

/** Collects the names on all pages of an account's vaults, up to a page that cannot be had. */
export const collectVaultNames = async (
  readPage: (marker: string | undefined) => Promise<VaultPage | undefined>,
): Promise<readonly string[]> => {
  const names: string[] = [];
  let marker: string | undefined;
  do {
    const page = await readPage(marker);
    names.push(...(page?.names ?? []));
    marker = page?.next;
  } while (marker !== undefined);
  return names;
};
