import type { JobParameters } from '@aws-sdk/client-glacier';
import { createRng, type Rng } from '../rng.ts';
import { type ChaosScale, HOUR_MS, MINUTE_MS, type PlannedJob, VAULTS } from '../scale.ts';

/** Draws the jobs of a run: all tiers and inventories, some registered, some fetched, some that fail. */
export const planJobs = (scale: ChaosScale, noticeTopicArn: string): readonly PlannedJob[] => {
  const random = createRng(scale.seed, 'jobs');
  return Array.from({ length: scale.jobs }, (_, index) =>
    planJob(scale, random, drawParameters(random, index, noticeTopicArn)),
  );
};

const planJob = (scale: ChaosScale, random: Rng, parameters: JobParameters): PlannedJob => {
  const outcome = random.chance(0.15) ? 'Failed' : 'Succeeded';
  const durationMs = Math.round(random.between(MINUTE_MS, 15 * MINUTE_MS));
  const isRegistered = random.chance(0.4);
  const registeredAfterMs = random.between(1000, 3 * MINUTE_MS);
  const isCollected = random.chance(0.35) && outcome === 'Succeeded';
  const collectedAfterMs = drawCollection(scale, random);
  return {
    vaultName: random.pick(VAULTS),
    parameters,
    afterMs: random.between(0, scale.startSpanMs),
    outcome,
    durationMs: scale.isBrief ? durationMs : undefined,
    registeredAfterMs: isRegistered ? registeredAfterMs : undefined,
    collectedAfterMs: isCollected ? collectedAfterMs : undefined,
  };
};

const drawParameters = (random: Rng, index: number, noticeTopicArn: string): JobParameters => {
  const kind = random.pick(['Expedited', 'Standard', 'Bulk', 'inventory']);
  const isUrgent = random.chance(0.3);
  const asksForItsOwnNotice = random.chance(0.1);
  const common = {
    Description: `${isUrgent ? 'urgent' : 'usual'} job ${index}`,
    ...(asksForItsOwnNotice ? { SNSTopic: noticeTopicArn } : {}),
  };
  return kind === 'inventory'
    ? { ...common, Type: 'inventory-retrieval' }
    : { ...common, Type: 'archive-retrieval', ArchiveId: `archive-${index}`, Tier: kind };
};

/** Mostly soon, sometimes just before or after the output expires. */
const drawCollection = (scale: ChaosScale, random: Rng): number => {
  const isLate = random.chance(0.15);
  const soonMs = random.between(1000, scale.isBrief ? HOUR_MS / 2 : 8 * HOUR_MS);
  const lateMs = random.between(19 * HOUR_MS, 26 * HOUR_MS);
  return isLate && !scale.isBrief ? lateMs : soonMs;
};
