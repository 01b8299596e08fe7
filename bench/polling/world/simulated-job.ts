import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { PendingTier } from '../../../lambdas/core/job/status.ts';

/** A job as it truly is; times are milliseconds since the epoch. */
export interface SimulatedJob extends JobKey {
  readonly tier: PendingTier;
  readonly createdAt: number;
  readonly completedAt: number;
  readonly isNoticeLost: boolean;
}

/** Glacier's own description of a job at an instant. */
export const describeSimulatedJob = (job: SimulatedJob, now: number): object => {
  const isCompleted = now >= job.completedAt;
  const isInventory = job.tier === 'Inventory';
  return {
    JobId: job.jobId,
    VaultARN: job.vaultArn,
    Action: isInventory ? 'InventoryRetrieval' : 'ArchiveRetrieval',
    Tier: isInventory ? null : job.tier,
    CreationDate: new Date(job.createdAt).toISOString(),
    Completed: isCompleted,
    CompletionDate: isCompleted ? new Date(job.completedAt).toISOString() : null,
    StatusCode: isCompleted ? 'Succeeded' : 'InProgress',
  };
};
