import { membersIn } from '../../lambdas/core/group/count.ts';
import type { MemberIndex } from '../../lambdas/core/group/ports.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';

/** What the search for outputs works with. */
export interface ExpiryDeps {
  readonly index: Pick<MemberIndex, 'first'>;
  readonly jobs: Pick<JobStore, 'read'>;
}

/** Finds when the first output of a group expires that is not collected. */
export const findFirstExpiry = async (
  { index, jobs }: ExpiryDeps,
  group: string,
): Promise<Instant | undefined> => {
  // Successes whose output does not expire sort before all instants.
  const expire = { ...membersIn(group, 'Succeeded'), from: 'Succeeded#0' };
  const firsts = await Promise.all(
    [membersIn(group, 'Expiring'), expire].map((range) => index.first(range, 1)),
  );
  const rows = await Promise.all(
    firsts.flat().map(({ vaultArn, jobId }) => jobs.read({ vaultArn, jobId })),
  );
  return rows.flatMap((row) => row?.outputExpiresAt ?? []).toSorted()[0];
};
