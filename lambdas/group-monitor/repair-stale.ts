import { keyOf } from '../core/group/indexed-member.ts';
import type { IndexedMember } from '../core/group/ports.ts';
import type { Instant } from '../core/instant.ts';
import type { GroupMonitorDeps } from './deps.ts';

/**
 * Reads members that should be pending with strong consistency, and returns the ids of those that are not.
 *
 * A writer that knows no groups leaves a member's old place in the index. Recording that time has passed
 * corrects it.
 * @throws Error when a member cannot be recorded: its group is not decided on then.
 */
export const findStale = async (
  members: readonly IndexedMember[],
  now: Instant,
  { known, record, metrics }: Pick<GroupMonitorDeps, 'known' | 'record' | 'metrics'>,
): Promise<ReadonlySet<string>> => {
  if (members.length === 0) return new Set();
  const rows = await known.find(members.map(keyOf));
  const pending = new Set(rows.filter(({ status }) => status === 'InProgress').map(nameOf));
  const stale = members.filter((member) => !pending.has(nameOf(member)));
  for (const member of stale) {
    const evidence = {
      kind: 'clock',
      key: keyOf(member),
      source: 'clock',
      observedAt: now,
    } as const;
    const { kind } = await record(evidence, now);
    if (kind === 'recorded') metrics.count('MemberRepaired');
  }
  return new Set(stale.map(({ jobId }) => jobId));
};

const nameOf = ({ vaultArn, jobId }: Pick<IndexedMember, 'vaultArn' | 'jobId'>): string =>
  `${vaultArn} ${jobId}`;
