import type { PendingTier } from '../../../lambdas/core/job/status.ts';
import { PUBLISHED } from './published.ts';

/** How long Glacier takes, according to its guide; inventories have no figure and are taken for Standard. */
const WINDOWS: Readonly<Record<PendingTier, readonly [number, number]>> = {
  Expedited: [1, 5],
  Standard: [180, 300],
  Bulk: [300, 720],
  Inventory: [180, 300],
};

/**
 * How durations are distributed.
 *
 * Three are guesses. `inside-window`: 97 % in the middle of the guide's window, 1.5 % earlier, 1.5 % later.
 * `uniform`: anywhere in that window. `heavy-tail`: 90 % in its middle, 10 % far beyond it.
 * The others rest on the published durations of Standard jobs and inventories. `published`: one of them,
 * blurred. `drift-later` and `drift-earlier`: they move by 30 minutes within a month. `busy-day`:
 * everything takes twice as long.
 */
export const DURATION_MODELS = [
  'published',
  'inside-window',
  'uniform',
  'heavy-tail',
  'drift-later',
  'drift-earlier',
  'busy-day',
] as const;

/** One of {@link DURATION_MODELS}. */
export type DurationModel = (typeof DURATION_MODELS)[number];

/** What a duration is drawn for. */
export interface DurationDraw {
  readonly model: DurationModel;
  readonly tier: PendingTier;
  /** When the job starts, in minutes since the first one: durations may drift. */
  readonly minute: number;
}

/** The blur of `published`, as the standard deviation of a normal distribution. */
export const BLUR_MINUTES = 8;
const DRIFT_MINUTES = 30;
const LONGEST_MINUTES = 20 * 60;

/** How long a drift takes. */
export const MONTH_MINUTES: number = 30 * 24 * 60;

const GUESSES: readonly DurationModel[] = ['inside-window', 'uniform', 'heavy-tail'];

/** Whether a model applies: no durations of Bulk and Expedited jobs are published. */
export const hasData = (model: DurationModel, tier: PendingTier): boolean =>
  GUESSES.includes(model) || tier === 'Standard' || tier === 'Inventory';

/** Draws how many minutes a job takes. */
export const drawMinutes = (
  { model, tier, minute }: DurationDraw,
  random: () => number,
): number => {
  const [from, to] = WINDOWS[tier];
  const middle = () => from + (to - from) * drawMiddle(random);
  const drift = (DRIFT_MINUTES * minute) / MONTH_MINUTES;
  const lot = random();
  switch (model) {
    case 'published':
      return drawPublished(lot, random);
    case 'drift-later':
      return drawPublished(lot, random) + drift;
    case 'drift-earlier':
      return drawPublished(lot, random) - drift;
    case 'busy-day':
      return 2 * drawPublished(lot, random);
    case 'inside-window':
      if (lot < 0.015) return from * (0.75 + 0.25 * random());
      return lot < 0.03 ? to * (1 + 0.5 * random()) : middle();
    case 'uniform':
      return from + (to - from) * random();
    case 'heavy-tail':
      return lot < 0.9 ? middle() : Math.min(LONGEST_MINUTES, to * (1 - random()) ** -0.4);
  }
};

const drawPublished = (lot: number, random: () => number): number => {
  const { minutes = Number.NaN } = PUBLISHED[Math.floor(lot * PUBLISHED.length)] ?? {};
  // Box and Muller's way to a number of the normal distribution.
  const blur = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return minutes + BLUR_MINUTES * blur;
};

/** The median of three uniform numbers has the distribution Beta(2, 2). */
const drawMiddle = (random: () => number): number => {
  const [, middle = 0.5] = [random(), random(), random()].sort((a, b) => a - b);
  return middle;
};
