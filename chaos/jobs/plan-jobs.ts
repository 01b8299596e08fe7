import type { JobParameters } from '@aws-sdk/client-glacier';
import { createRng, type Rng } from '../rng.ts';
import { type ChaosScale, MINUTE_MS, START_SPAN_MS, VAULTS } from '../run.ts';

/** A job that will be started; whatever its tier, it ends within minutes. */
export interface PlannedJob {
  readonly vaultName: string;
  readonly parameters: JobParameters;
  readonly afterMs: number;
  readonly outcome: 'Succeeded' | 'Failed';
  readonly durationMs: number;
  /** When it is registered with the service, after its start. */
  readonly registeredAfterMs: number | undefined;
  /** When its reader says that the output is fetched, after its completion. */
  readonly collectedAfterMs: number | undefined;
}

/** Draws the jobs of a run: all tiers and inventories, some registered, some fetched, some that fail. */
export const planJobs = (scale: ChaosScale, noticeTopicArn: string): readonly PlannedJob[] => {
  const random = createRng(scale.seed, 'jobs');
  return Array.from({ length: scale.jobs }, (_, index): PlannedJob => {
    const outcome = random.chance(0.15) ? 'Failed' : 'Succeeded';
    const isCollected = random.chance(0.35) && outcome === 'Succeeded';
    return {
      vaultName: random.pick(VAULTS),
      parameters: drawParameters(random, index, noticeTopicArn),
      afterMs: random.between(0, START_SPAN_MS),
      outcome,
      durationMs: Math.round(random.between(MINUTE_MS, 15 * MINUTE_MS)),
      registeredAfterMs: random.chance(0.4) ? random.between(1000, 3 * MINUTE_MS) : undefined,
      collectedAfterMs: isCollected ? random.between(1000, 30 * MINUTE_MS) : undefined,
    };
  });
};

const drawParameters = (random: Rng, index: number, noticeTopicArn: string): JobParameters => {
  const kind = random.pick(['Expedited', 'Standard', 'Bulk', 'inventory']);
  const asksForItsOwnNotice = random.chance(0.1);
  const common = {
    Description: `${random.chance(0.3) ? 'urgent' : 'usual'} job ${index}`,
    ...(asksForItsOwnNotice ? { SNSTopic: noticeTopicArn } : {}),
  };
  return kind === 'inventory'
    ? { ...common, Type: 'inventory-retrieval' }
    : { ...common, Type: 'archive-retrieval', ArchiveId: `archive-${index}`, Tier: kind };
};
