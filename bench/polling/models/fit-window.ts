import { pollAges } from '../../../lambdas/core/polling/plan.ts';
import type { TierPolling } from '../../../lambdas/core/polling/policy.ts';
import { percentile } from '../../report/percentile.ts';
import { BLUR_MINUTES } from './durations.ts';
import { TICK_MINUTES } from './plan-policy.ts';

/** How many minutes of delay a poll is worth. */
const POLL_MINUTES = 2;
/** What a fit to few jobs may cost if they mislead: the delay at p95 where durations are uniform. */
const MOST_UNIFORM_P95 = 35;

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

/** How long after its age a job's polls wait for a tick: as if the ticks fell alike for all of them. */
const WAITS = range(0.125, TICK_MINUTES, 0.25);
const UNIFORM = range(180.5, 299.5, 1).map((minutes) => ({ minutes, weight: 1 }));
/** Where the blur is sampled, in standard deviations. */
const BLURS = range(-3, 3, 0.25);

/** A duration and how probable it is beside the others. */
interface Weighted {
  readonly minutes: number;
  readonly weight: number;
}

/** Calls `take` for each wait and duration with the polls that find such a job, and the delay. */
const forEachCase = (
  plan: TierPolling,
  durations: readonly Weighted[],
  take: (polls: number, delay: number, weight: number) => void,
): void => {
  const ages = pollAges(plan);
  for (const wait of WAITS) {
    const polled = ages.map((age) => age + wait);
    for (const { minutes, weight } of durations) {
      const found = polled.findIndex((age) => age >= minutes);
      take(found + 1, (polled[found] ?? Number.POSITIVE_INFINITY) - minutes, weight);
    }
  }
};

/** What a job costs in minutes, with the polls at their price. */
const costOf = (plan: TierPolling, durations: readonly Weighted[]): number => {
  let [sum, weights] = [0, 0];
  forEachCase(plan, durations, (polls, delay, weight) => {
    sum += (POLL_MINUTES * polls + delay) * weight;
    weights += weight;
  });
  return sum / weights;
};

const isBounded = (plan: TierPolling): boolean => {
  const delays: number[] = [];
  forEachCase(plan, UNIFORM, (_polls, delay) => delays.push(delay));
  return percentile(delays, 0.95) <= MOST_UNIFORM_P95;
};

const planOf = (first: number, step: number, steps: number): TierPolling => ({
  windowMinutes: [first - step / 2, first + step * (steps - 0.5)],
  steps,
});

/**
 * Fits the window of a tier and its steps to durations in minutes.
 *
 * Each duration is blurred, because they are few. Polls are whole ticks apart.
 */
export const fitWindow = (samples: readonly number[]): TierPolling => {
  const blurred = samples.flatMap((minutes) =>
    BLURS.map((z) => ({ minutes: minutes + BLUR_MINUTES * z, weight: Math.exp(-(z ** 2) / 2) })),
  );
  const plans = range(200, 235, 1).flatMap((first) =>
    range(TICK_MINUTES, 30, TICK_MINUTES).flatMap((step) =>
      range(2, 12, 1).map((steps) => planOf(first, step, steps)),
    ),
  );
  const byCost = plans
    .map((plan) => ({ plan, cost: costOf(plan, blurred) }))
    .sort((a, b) => a.cost - b.cost);
  const best = byCost.find(({ plan }) => isBounded(plan));
  if (best === undefined) throw new Error('No window keeps the bound');
  return best.plan;
};
