import type { PendingTier } from '../../../lambdas/core/job/status.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';
import type { TrueJob } from '../../../simulation/ports/glacier.ts';
import { START_MS } from '../../../simulation/world.ts';
import { type DurationModel, drawMinutes } from './durations.ts';

const MINUTE_MS = 60_000;

/** A job, and whether SNS loses its notice. */
export interface DrawnJob extends TrueJob {
  readonly isNoticeLost: boolean;
}

/** Which jobs to draw. */
export interface JobDraw {
  readonly count: number;
  readonly tier: PendingTier;
  readonly model: DurationModel;
  /** The probability that a notice is lost. */
  readonly loss: number;
  /** Over how many minutes they start. */
  readonly overMinutes: number;
  /** How many vaults share them; absent: each is alone in a vault. */
  readonly vaults?: number;
  readonly seed: number;
}

/** Draws jobs that start at random moments of a span. */
export const drawJobs = (draw: JobDraw): DrawnJob[] => {
  const { count, tier, model, loss, overMinutes, vaults = count, seed } = draw;
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, number) => {
    const minute = random() * overMinutes;
    const createdAt = Math.floor(START_MS + minute * MINUTE_MS);
    const minutes = drawMinutes({ model, tier, minute }, random);
    return {
      vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/v${number % vaults}`,
      jobId: `job-${number}`,
      tier,
      createdAt,
      completedAt: createdAt + Math.round(minutes * MINUTE_MS),
      outcome: 'Succeeded',
      isNoticeLost: random() < loss,
    };
  });
};
