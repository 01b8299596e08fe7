import type { ThrottledPlay } from '../world/throttled/play-throttled.ts';

/** A play with the name that it has in the table. */
export interface NamedPlay {
  readonly name: string;
  readonly play: ThrottledPlay;
  /** Takes minutes. */
  readonly isLong: boolean;
}

type Migrated = Pick<ThrottledPlay, 'count' | 'vaults' | 'overMinutes' | 'minutes'>;

const MIGRATIONS: Readonly<Record<string, Migrated>> = {
  '5,000 at 20/s': { count: 5000, vaults: 1, overMinutes: 5000 / 1200 },
  '100,000 at 20/s': { count: 100_000, vaults: 1, overMinutes: 100_000 / 1200 },
  '100,000 in 15 min': { count: 100_000, vaults: 1, overMinutes: 15 },
  // Of a million jobs the part is played in which the first 200,000 are due.
  '1,000,000 in 4 h, first 320 min': {
    count: 1_000_000,
    vaults: 1,
    overMinutes: 240,
    minutes: [0, 320],
  },
  '1,000,000 in 4 h and 1,000 vaults, first 320 min': {
    count: 1_000_000,
    vaults: 1000,
    overMinutes: 240,
    minutes: [0, 320],
  },
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
