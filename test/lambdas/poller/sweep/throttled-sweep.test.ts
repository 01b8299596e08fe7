import { expect, it } from 'vitest';
import type { Remainder } from '../../../../lambdas/core/polling/ports.ts';
import { readPollMessage } from '../../../../lambdas/poller/poll-message.ts';
import { callError, createPollerWorld, deadlineAfter, inTime } from '../../../support/polling.ts';

const NOW = '2026-03-14T12:00:00.000Z';
const PAGE = 10;

/** An account of N vaults, ten a page; Glacier refuses a call while `isRefused` holds. */
const createAccount = (vaults: number, isRefused: () => boolean) => {
  const swept = new Set<string>();
  const names = Array.from({ length: vaults }, (_, number) => `v${number}`);
  const world = createPollerWorld({
    now: NOW,
    vaults: '*',
    listVaults: (marker) => {
      if (isRefused()) return callError('busy');
      const from = Number(marker ?? 0);
      const next = from + PAGE < vaults ? String(from + PAGE) : undefined;
      return { names: names.slice(from, from + PAGE), next };
    },
    list: ({ vaultArn }) => {
      if (isRefused()) return callError('busy');
      swept.add(vaultArn);
      return { kind: 'page', jobs: [], refused: [] };
    },
  });
  return { ...world, swept };
};

const drain = async (
  { poller, requeued }: ReturnType<typeof createAccount>,
  deadline: () => () => boolean,
) => {
  const kinds: Remainder['kind'][] = [];
  for (let next = requeued.shift(); next; next = requeued.shift()) {
    kinds.push(next.remainder.kind);
    await poller.resume(readPollMessage(JSON.stringify(next.remainder)), deadline());
  }
  return kinds;
};

it('sweeps the vaults that it could list, and requeues the marker of the list', async () => {
  let calls = 0;
  const world = createAccount(50, () => {
    calls += 1;
    return calls > 2 && calls <= 12;
  });
  await world.poller.sweep(inTime);
  expect(world.requeued.map(({ remainder }) => remainder)).toContainEqual({
    kind: 'vault-list',
    marker: '20',
    hops: 1,
  });
  expect(world.metrics.sums.get('VaultListCut')).toBe(1);
  expect(await drain(world, () => inTime)).toContain('vault-list');
  expect(world.swept.size).toBe(50);
});

it('sweeps the vaults before a page that cannot be read, and counts that the list was cut', async () => {
  const world = createPollerWorld({
    now: NOW,
    vaults: '*',
    listVaults: (marker) =>
      marker === undefined ? { names: ['first'], next: 'outdated' } : callError('refused'),
  });
  await world.poller.sweep(inTime);
  expect(world.lists).toHaveLength(1);
  expect(world.metrics.sums.get('VaultListCut')).toBe(1);
});

it('requeues the whole list when not even its first page comes', async () => {
  const world = createAccount(5, () => world.requeued.length === 0);
  await world.poller.sweep(inTime);
  expect(world.requeued.map(({ remainder }) => remainder)).toMatchObject([
    { kind: 'vault-list', hops: 1 },
  ]);
});

it('sweeps a thousand vaults in runs of forty deadline checks each', async () => {
  const world = createAccount(1000, () => false);
  await world.poller.sweep(deadlineAfter(40));
  await drain(world, () => deadlineAfter(40));
  expect(world.swept.size).toBe(1000);
  expect(world.metrics.sums.get('PollGivenUp')).toBeUndefined();
});
