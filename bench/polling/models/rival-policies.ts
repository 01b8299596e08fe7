import type { PendingTier } from '../../../lambdas/core/job/status.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';
import type { DrawnJob } from './draw-jobs.ts';

/**
 * A way to poll: yields the ages, in minutes, at which a job is looked at.
 *
 * `phase`, from 0 to 1, is when a schedule that knows nothing of the job comes by.
 */
export type RivalPolicy = (tier: PendingTier, phase: number) => Iterable<number>;

/** What the plan is measured against. */
export const FIXED_15_MINUTES: RivalPolicy = function* fixed(_tier, phase) {
  for (let age = phase * 15; ; age += 15) yield age;
};

/** Plays a policy on the same jobs: DescribeJob only, until the notice has come or a look has found. */
export const playRival = (policy: RivalPolicy, jobs: readonly DrawnJob[]) => {
  const random = createRandom(1);
  const delays: number[] = [];
  let calls = 0;
  for (const job of jobs) {
    const minutes = (job.completedAt - job.createdAt) / 60_000;
    for (const age of policy(job.tier, random())) {
      if (age >= minutes && !job.isNoticeLost) break;
      calls += 1;
      if (age < minutes) continue;
      delays.push(age - minutes);
      break;
    }
  }
  return { calls, delays };
};
