import { expect, it } from 'vitest';
import { collectVaultNames } from '../../../lambdas/core/collect-vault-names.ts';
import type { VaultPage } from '../../../lambdas/core/poll-ports.ts';

const pages = new Map<string | undefined, VaultPage>([
  [undefined, { names: ['photos', 'backups'], next: 'second' }],
  ['second', { names: [], next: 'third' }],
  ['third', { names: ['letters'], next: 'fourth' }],
]);

it('follows the marker of each page, also of an empty one', async () => {
  const whole = new Map(pages).set('fourth', { names: ['films'] });
  const names = await collectVaultNames((marker) => Promise.resolve(whole.get(marker)));
  expect(names).toStrictEqual(['photos', 'backups', 'letters', 'films']);
});

it('ends with what it has at a page that cannot be had', async () => {
  const asked: (string | undefined)[] = [];
  const names = await collectVaultNames((marker) => {
    asked.push(marker);
    return Promise.resolve(pages.get(marker));
  });
  expect(names).toStrictEqual(['photos', 'backups', 'letters']);
  expect(asked).toStrictEqual([undefined, 'second', 'third', 'fourth']);
});
