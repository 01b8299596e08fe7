import type { Archive } from '../jobs/archive.ts';
import type { Job } from '../jobs/job.ts';

/** What a vault can announce. */
export const VAULT_EVENTS = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'] as const;

/** Where a vault announces what; a vault has at most one of these. */
export interface VaultNotifications {
  readonly topicArn: string;
  readonly events: readonly string[];
}

/** A vault with what is in it; a vault created again under its old name is another one. */
export interface Vault {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly archives: Map<string, Archive>;
  /** In the order of their initiation. */
  readonly jobs: Map<string, Job>;
  notifications: VaultNotifications | undefined;
}
