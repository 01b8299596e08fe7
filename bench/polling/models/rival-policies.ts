import type { PendingTier } from '../../../lambdas/core/job/status.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';
import type { DrawnJob } from './draw-jobs.ts';

/** The end of each tier's window, as AWS's guide gives it. */
const WINDOW_END: Readonly<Record<PendingTier, number>> = {
  Expedited: 5,
  Standard: 300,
  Bulk: 720,
  Inventory: 300,
};

/** A usual way to poll: yields the ages, in minutes, at which a job is looked at. */
export interface RivalPolicy {
  readonly name: string;
  /** `phase`, from 0 to 1, is when a schedule that knows nothing of the job comes by. */
  readonly ages: (tier: PendingTier, phase: number) => Iterable<number>;
}

const every = (minutes: number): RivalPolicy => ({
  name: `fixed ${minutes} min`,
  ages: function* ages(_tier, phase) {
    for (let age = phase * minutes; ; age += minutes) yield age;
  },
});

const exponential: RivalPolicy = {
  name: 'exponential, 1 to 60 min',
  ages: function* ages() {
    for (let age = 1, step = 1; ; step = Math.min(60, 2 * step), age += step) yield age;
  },
};

const fromTheEnd: RivalPolicy = {
  name: 'from the end of the window',
  ages: function* ages(tier) {
    for (let age = WINDOW_END[tier]; ; age += 15) yield age;
  },
};

/** The ways to poll that the product is measured against. */
export const RIVAL_POLICIES: readonly RivalPolicy[] = [
  every(1),
  every(5),
  every(15),
  exponential,
  fromTheEnd,
];

/** What a policy costs and finds. */
export interface RivalResult {
  readonly calls: number;
  readonly delays: readonly number[];
}

/** Plays a policy on the same jobs: DescribeJob only, until the notice has come or a look has found. */
export const playRival = (policy: RivalPolicy, jobs: readonly DrawnJob[]): RivalResult => {
  const random = createRandom(1);
  const delays: number[] = [];
  let calls = 0;
  for (const job of jobs) {
    const minutes = (job.completedAt - job.createdAt) / 60_000;
    for (const age of policy.ages(job.tier, random())) {
      if (age >= minutes && !job.isNoticeLost) break;
      calls += 1;
      if (age < minutes) continue;
      delays.push(age - minutes);
      break;
    }
  }
  return { calls, delays };
};
