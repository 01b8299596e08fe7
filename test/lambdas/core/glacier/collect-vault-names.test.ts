import { expect, it } from 'vitest';
import { collectVaultNames } from '../../../../lambdas/core/glacier/collect-vault-names.ts';
import type { VaultPage } from '../../../../lambdas/core/glacier/ports.ts';

const pages: Readonly<Record<string, VaultPage>> = {
  first: { names: ['photos', 'backups'], next: 'second' },
  second: { names: [], next: 'third' },
  third: { names: ['letters'] },
};
const none: VaultPage = { names: [] };

it('follows the marker of each page, also of one without names', async () => {
  const names = await collectVaultNames((marker = 'first') =>
    Promise.resolve(pages[marker] ?? none),
  );
  expect(names).toStrictEqual(['photos', 'backups', 'letters']);
});

it.each(['', 'same'])('ends when every page answers with the marker %j', async (next) => {
  let asked = 0;
  await collectVaultNames(() => {
    asked += 1;
    return asked > 5 ? Promise.reject(new Error('endless')) : Promise.resolve({ names: [], next });
  });
  expect(asked).toBe(next === '' ? 1 : 2);
});
