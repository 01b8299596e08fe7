import { membersIn } from '../../../lambdas/core/group/count.ts';
import type { Group } from '../../../lambdas/core/group/group.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { PENDING_TIERS, pendingKey } from '../../../lambdas/core/job/status.ts';
import { findFirstExpiry } from '../../../operations/groups/first-expiry.ts';
import type { JobSettings } from '../../deployment/job-settings.ts';
import { type JobTiming, timeJob } from '../../jobs/view/job-timing.ts';
import type { GroupPorts } from '../group-ports.ts';

/** A pending member, by its place in the index. */
export interface PendingMember extends Pick<JobTiming, 'overdueMs'> {
  readonly vaultArn: string;
  readonly jobId: string;
  readonly tier: string;
  readonly since: Instant;
}

/** What a refresh finds besides the counts. */
export interface LiveFacts {
  readonly row: Group;
  /** Up to ten members, the longest pending first. */
  readonly oldest: readonly PendingMember[];
  /** How many pending members are overdue; of each tier the first ten are looked at. */
  readonly overdue: number;
  readonly firstExpiresAt?: Instant | undefined;
}

/** The number of pending members that a screen shows, and that are read of each tier. */
export const MOST_OLDEST = 10;

/** Reads the row and the ends of the group's index: eight to ten small requests. */
export const readLive = async (
  row: Group,
  ports: Pick<GroupPorts, 'index' | 'jobs'>,
  { now, settings }: { readonly now: Instant; readonly settings: JobSettings },
): Promise<LiveFacts> => {
  const { group } = row;
  const byTier = PENDING_TIERS.map(async (tier): Promise<readonly PendingMember[]> => {
    const { to } = membersIn(group, 'InProgress');
    const prefix = `${pendingKey(tier)}#`;
    const range = { group, from: prefix, to: `${prefix}${to.at(-1)}` };
    const members = await ports.index.first(range, MOST_OLDEST);
    return members.map(({ vaultArn, jobId, groupSort }) => {
      const since = groupSort.slice(prefix.length);
      const job = { status: 'InProgress', statusSince: since, ...asTier(tier) } as const;
      return { vaultArn, jobId, tier, since, overdueMs: timeJob(job, { now, settings }).overdueMs };
    });
  });
  const pending = (await Promise.all(byTier)).flat();
  return {
    row,
    oldest: pending
      .toSorted((one, other) => (one.since < other.since ? -1 : 1))
      .slice(0, MOST_OLDEST),
    overdue: pending.filter(({ overdueMs }) => overdueMs !== undefined).length,
    firstExpiresAt: await findFirstExpiry(ports, group),
  };
};

const asTier = (tier: string) =>
  tier === 'Inventory' ? { action: 'InventoryRetrieval' } : { action: 'ArchiveRetrieval', tier };
