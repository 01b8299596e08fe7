import type { NamedPlay } from './throttled.ts';

const vaultsOf = (vaults: number): NamedPlay => ({
  name: `${vaults.toLocaleString('en')} vaults`,
  isLong: false,
  play: {
    count: 1_000_000,
    vaults,
    // At the tick the jobs are 3 to 11 hours old, so that a third of them is due; nothing was recorded.
    overMinutes: 480,
    minutes: [658, 659],
    consumers: 0,
    admittedPerSecond: 1e6,
    order: 'oldest-first',
    hasParsedRows: true,
  },
});

/** One tick with a million pending jobs whose notices were all lost. */
export const MEMORY_PLAYS: readonly NamedPlay[] = [1, 1000, 10_000, 1_000_000].map(vaultsOf);
