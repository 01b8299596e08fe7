import type { Settings } from '../settings/settings.ts';

/** The longest beginning of a vault's ARN, with what stands between two of them. */
const ARN_CHARACTERS = 62;

/** Whose vaults are meant. */
export type VaultSettings = Pick<Settings, 'vaults'>;

/** Divides the vaults, if there are any, into groups whose ARNs take so many characters at most. */
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
