import type { PendingTier } from '../../../lambdas/core/status-key.ts';

/** How long Glacier takes, according to its guide; inventories have no figure and are taken for Standard. */
const WINDOWS: Readonly<Record<PendingTier, readonly [number, number]>> = {
  Expedited: [1, 5],
  Standard: [180, 300],
  Bulk: [300, 720],
  Inventory: [180, 300],
};

/**
 * How durations are distributed. Nobody publishes it, so there are three guesses.
 *
 * `inside-window`: 97 % in the middle of the window, 1.5 % earlier, 1.5 % later. `uniform`: anywhere in
 * the window. `heavy-tail`: 90 % in the middle of the window, 10 % far beyond it.
 */
export const DURATION_MODELS = ['inside-window', 'uniform', 'heavy-tail'] as const;

/** One of {@link DURATION_MODELS}. */
export type DurationModel = (typeof DURATION_MODELS)[number];

const LONGEST_MINUTES = 20 * 60;

/** Draws how many minutes a job takes. */
export const drawMinutes = (
  model: DurationModel,
  tier: PendingTier,
  random: () => number,
): number => {
  const [from, to] = WINDOWS[tier];
  const middle = () => from + (to - from) * drawMiddle(random);
  const lot = random();
  switch (model) {
    case 'inside-window':
      if (lot < 0.015) return from * (0.75 + 0.25 * random());
      return lot < 0.03 ? to * (1 + 0.5 * random()) : middle();
    case 'uniform':
      return from + (to - from) * random();
    case 'heavy-tail':
      return lot < 0.9 ? middle() : Math.min(LONGEST_MINUTES, to * (1 - random()) ** -0.4);
  }
};

/** The median of three uniform numbers has the distribution Beta(2, 2). */
const drawMiddle = (random: () => number): number => {
  const [, middle = 0.5] = [random(), random(), random()].sort((a, b) => a - b);
  return middle;
};
