import type { Settings } from '../settings/settings.ts';

/** The maximum length of a vault ARN's prefix and separator. */
const ARN_CHARACTERS = 62;

/** The vaults setting. */
export type VaultSettings = Pick<Settings, 'vaults'>;

/** Divides the vaults into groups whose ARNs have a maximum total length. */
export const vaultGroups = (
  { vaults = [] }: VaultSettings,
  maxCharacters: number,
): readonly VaultSettings[] => {
  if (vaults === '*') return [{ vaults }];
  const groups: string[][] = [];
  let free = 0;
  for (const name of vaults) {
    const taken = name.length + ARN_CHARACTERS;
    if (taken > free) {
      groups.push([]);
      free = maxCharacters;
    }
    groups.at(-1)?.push(name);
    free -= taken;
  }
  return groups.map((names) => ({ vaults: names }));
};
