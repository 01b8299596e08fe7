import type { Random } from '../seeded-random.ts';

/** The speed that a job of an archive is paid for. */
export const TIERS = ['Expedited', 'Standard', 'Bulk'] as const;

/** One of {@link TIERS}. */
export type Tier = (typeof TIERS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long a job of each tier takes.
 *
 * Inventory jobs have no tier and no published figure; they are given the Standard window.
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-initiate-job-post.html}
 */
const WINDOWS_MS = {
  Expedited: [MINUTE_MS, 5 * MINUTE_MS],
  Standard: [3 * HOUR_MS, 5 * HOUR_MS],
  Bulk: [5 * HOUR_MS, 12 * HOUR_MS],
} as const satisfies Record<Tier, readonly [number, number]>;

/** Draws how long a job takes, inside the window of its tier. */
export const drawDurationMs = (tier: Tier | null, random: Random): number => {
  const [shortest, longest] = WINDOWS_MS[tier ?? 'Standard'];
  return Math.round(shortest + random() * (longest - shortest));
};
