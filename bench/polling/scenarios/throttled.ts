import type { ThrottledPlay } from '../plays/play-throttled.ts';

/** A play with the name that it has in the table. */
export interface NamedPlay {
  readonly name: string;
  readonly play: ThrottledPlay;
  /** Takes minutes. */
  readonly isLong: boolean;
}

type Migrated = Pick<ThrottledPlay, 'count' | 'vaults' | 'overMinutes' | 'minutes'>;

/** Of a million jobs the part is played in which the first 200,000 are due. */
const MILLION = { count: 1_000_000, overMinutes: 240, minutes: [0, 320] } as const;

const MIGRATIONS: Readonly<Record<string, Migrated>> = {
  '5,000 at 20/s': { count: 5000, vaults: 1, overMinutes: 5000 / 1200 },
  '100,000 at 20/s': { count: 100_000, vaults: 1, overMinutes: 100_000 / 1200 },
  '100,000 in 15 min': { count: 100_000, vaults: 1, overMinutes: 15 },
  '1,000,000 in 4 h, first 320 min': { ...MILLION, vaults: 1 },
  '1,000,000 in 4 h and 1,000 vaults, first 320 min': { ...MILLION, vaults: 1000 },
};

const RATES = [5, 20, 100] as const;

/** Migrations of which Glacier admits 5, 20 and 100 calls a second; it lists the oldest first unless said otherwise. */
export const THROTTLED_PLAYS: readonly NamedPlay[] = Object.entries(MIGRATIONS).flatMap(
  ([name, migrated]) =>
    RATES.flatMap((admittedPerSecond) => {
      const isLong = migrated.count > 100_000;
      const play = { ...migrated, admittedPerSecond, order: 'oldest-first' } as const;
      const admitted = `${name}; ${admittedPerSecond} calls/s`;
      const plays: NamedPlay[] = [{ name: admitted, play, isLong }];
      if (name !== '100,000 at 20/s') return plays;
      return [
        ...plays,
        { name: `${admitted}, newest first`, play: { ...play, order: 'newest-first' }, isLong },
        { name: `${admitted}, DescribeJob`, play: { ...play, isWithoutLists: true }, isLong },
      ];
    }),
);

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
