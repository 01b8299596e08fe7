import { PENDING_TIERS, type PendingTier } from '../../lambdas/core/job/status.ts';
import type { Random } from '../../sandbox/glacier/seeded-random.ts';
import { arnOf } from '../functions/place.ts';
import type { TrueJob } from '../ports/glacier.ts';
import { hash } from '../ports/stream.ts';
import type { World } from '../world.ts';

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

/** A hundred tiers, from which one is drawn. */
const SHARES = PENDING_TIERS.flatMap((tier) =>
  new Array<PendingTier>(TIERS[tier].share).fill(tier),
);

/** How long a notice takes: most are there at once. */
export const noticeMs = (random: Random): number => random() ** 4 * 5000;

/** When an output is fetched: as soon as the notice comes, at the tick of its reminder, or any time. */
const collectionMs = (random: Random, completedAt: number): number => {
  const drawn = random();
  if (drawn < 0.3) return noticeMs(random);
  const untilTick = MINUTE_MS - (completedAt % MINUTE_MS);
  return drawn < 0.8 ? 20 * HOUR_MS + untilTick + noticeMs(random) : random() ** 4 * 22 * HOUR_MS;
};

/** The vault of this half hour, which is deleted 1 to 36 hours after it. */
const scratchVault = (nowMs: number) => {
  const half = Math.floor(nowMs / (HOUR_MS / 2));
  const vaultArn = arnOf(`scratch-${half}`);
  const lastsMs = 1.5 * HOUR_MS + (hash(vaultArn) % (35 * HOUR_MS));
  return { vaultArn, deletedAt: (half * HOUR_MS) / 2 + lastsMs };
};

/** Plans a job that starts now, a member of a group or of none. */
export const planJob = (
  { random, time, faults }: World,
  number: number,
  vaultArns: readonly string[],
  group?: string,
): JobPlan => {
  const nowMs = time.nowMs();
  const tier = SHARES[Math.floor(random() * SHARES.length)] ?? 'Standard';
  const { fromMs, toMs } = TIERS[tier];
  const completedAt = Math.floor(nowMs + fromMs + random() * (toMs - fromMs));
  const outcome = random() < 0.05 ? 'Failed' : 'Succeeded';
  const scratch = faults.happens('vault deleted', 0.04) ? scratchVault(nowMs) : undefined;
  const isSelect = tier !== 'Inventory' && random() < 0.05;
  const isCollected =
    outcome === 'Succeeded' && scratch === undefined && !isSelect && random() < 0.6;
  const drawn = random();
  const known = drawn < 0.5 ? 'registered' : 'cloudtrail';
  return {
    vaultArn: scratch?.vaultArn ?? vaultArns[Math.floor(random() * vaultArns.length)] ?? '',
    vaultDeletedAt: scratch?.deletedAt,
    jobId: `job-${number}`,
    tier,
    createdAt: nowMs,
    completedAt,
    outcome,
    isSelect,
    group,
    tracking: drawn < 0.75 ? known : 'unannounced',
    collectedAfterMs: isCollected ? collectionMs(random, completedAt) : undefined,
  };
};
