import type { PendingTier } from '../../lambdas/core/job/status.ts';
import type { Random } from '../../sandbox/glacier/seeded-random.ts';
import type { TrueJob } from '../ports/glacier.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How the service learns of a job's start. */
type Tracking = 'registered' | 'cloudtrail' | 'unannounced';

/** A job, and what its owner and Glacier do about it. */
export interface JobPlan extends TrueJob {
  readonly tracking: Tracking;
  /** After its completion; `undefined`: the output is never fetched. */
  readonly collectedAfterMs?: number | undefined;
}

/** How long jobs of each tier take, and how many of a hundred are of it. */
const TIERS: Readonly<Record<PendingTier, { share: number; fromMs: number; toMs: number }>> = {
  Expedited: { share: 10, fromMs: MINUTE_MS, toMs: 5 * MINUTE_MS },
  Standard: { share: 60, fromMs: 180 * MINUTE_MS, toMs: 300 * MINUTE_MS },
  Bulk: { share: 25, fromMs: 5 * HOUR_MS, toMs: 12 * HOUR_MS },
  Inventory: { share: 5, fromMs: 180 * MINUTE_MS, toMs: 300 * MINUTE_MS },
};

const drawTier = (random: Random): PendingTier => {
  const drawn = random() * 100;
  if (drawn < TIERS.Expedited.share) return 'Expedited';
  if (drawn < TIERS.Expedited.share + TIERS.Standard.share) return 'Standard';
  return drawn < 100 - TIERS.Inventory.share ? 'Bulk' : 'Inventory';
};

/** Plans a job that starts now. */
export const planJob = (
  random: Random,
  { number, nowMs, vaultArns }: { number: number; nowMs: number; vaultArns: readonly string[] },
): JobPlan => {
  const tier = drawTier(random);
  const { fromMs, toMs } = TIERS[tier];
  const outcome = random() < 0.05 ? 'Failed' : 'Succeeded';
  const isCollected = outcome === 'Succeeded' && random() < 0.6;
  const drawn = random();
  const known = drawn < 0.5 ? 'registered' : 'cloudtrail';
  return {
    vaultArn: vaultArns[Math.floor(random() * vaultArns.length)] ?? '',
    jobId: `job-${number}`,
    tier,
    createdAt: nowMs,
    completedAt: Math.floor(nowMs + fromMs + random() * (toMs - fromMs)),
    outcome,
    tracking: drawn < 0.75 ? known : 'unannounced',
    // Many programs fetch an output as soon as it is there, some much later.
    collectedAfterMs: isCollected ? random() ** 4 * 22 * HOUR_MS : undefined,
  };
};
