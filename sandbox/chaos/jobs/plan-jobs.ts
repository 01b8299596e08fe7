import type { JobParameters } from '@aws-sdk/client-glacier';
import { type ChaosScale, type PlannedJob, VAULTS } from '../chaos-scale.ts';
import { createDraws, type Draws } from '../draws.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Draws the jobs of a run: all tiers and inventories, some told of, some fetched, some that fail. */
export const planJobs = (scale: ChaosScale, noticeTopicArn: string): readonly PlannedJob[] => {
  const draws = createDraws(scale.seed, 'jobs');
  return Array.from({ length: scale.jobs }, (_, index) =>
    planJob(scale, draws, drawParameters(draws, index, noticeTopicArn)),
  );
};

const planJob = (scale: ChaosScale, draws: Draws, parameters: JobParameters): PlannedJob => {
  const outcome = draws.chance(0.15) ? 'Failed' : 'Succeeded';
  const durationMs = Math.round(draws.between(MINUTE_MS, 15 * MINUTE_MS));
  const isRegistered = draws.chance(0.4);
  const registeredAfterMs = draws.between(1000, 3 * MINUTE_MS);
  const isCollected = draws.chance(0.35) && outcome === 'Succeeded';
  const collectedAfterMs = drawCollection(scale, draws);
  return {
    vaultName: draws.pick(VAULTS),
    parameters,
    afterMs: draws.between(0, scale.startSpanMs),
    outcome,
    durationMs: scale.isBrief ? durationMs : undefined,
    registeredAfterMs: isRegistered ? registeredAfterMs : undefined,
    collectedAfterMs: isCollected ? collectedAfterMs : undefined,
  };
};

const drawParameters = (draws: Draws, index: number, noticeTopicArn: string): JobParameters => {
  const kind = draws.pick(['Expedited', 'Standard', 'Bulk', 'inventory']);
  const isUrgent = draws.chance(0.3);
  const asksForItsOwnNotice = draws.chance(0.1);
  const common = {
    Description: `${isUrgent ? 'urgent' : 'usual'} job ${index}`,
    ...(asksForItsOwnNotice ? { SNSTopic: noticeTopicArn } : {}),
  };
  return kind === 'inventory'
    ? { ...common, Type: 'inventory-retrieval' }
    : { ...common, Type: 'archive-retrieval', ArchiveId: `archive-${index}`, Tier: kind };
};

/** Mostly soon, sometimes just before or after the output expires. */
const drawCollection = (scale: ChaosScale, draws: Draws): number => {
  const isLate = draws.chance(0.15);
  const soonMs = draws.between(1000, scale.isBrief ? HOUR_MS / 2 : 8 * HOUR_MS);
  const lateMs = draws.between(19 * HOUR_MS, 26 * HOUR_MS);
  return isLate && !scale.isBrief ? lateMs : soonMs;
};
