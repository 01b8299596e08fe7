import { countPages, totalOf } from '../../lambdas/core/group/count.ts';
import type { Group, MemberCounts } from '../../lambdas/core/group/group.ts';
import { findFirstExpiry } from '../../operations/groups/first-expiry.ts';
import type { Output } from '../framework/output/output.ts';
import { createProgressLine } from '../framework/output/progress-line.ts';
import type { GroupPorts } from './group-ports.ts';
import { formatCount } from './group-text.ts';

/** A row with counts. */
export type CountedGroup = Group & { readonly counts: MemberCounts };

/**
 * Returns the row of a group with what is true now: its members by status, and when the first output
 * expires that is not collected. A million members take some 220 requests, with progress on a terminal.
 */
export const countNow = async (
  row: Group,
  ports: Pick<GroupPorts, 'index' | 'jobs' | 'deps'>,
  output: Output,
): Promise<CountedGroup> => {
  const { group } = row;
  const line = createProgressLine(output);
  let counts: MemberCounts = {};
  for await (const soFar of countPages(ports.index, group)) {
    counts = soFar;
    line.show(`${formatCount(totalOf(soFar))} members counted`);
  }
  line.clear();
  const firstExpiresAt = await findFirstExpiry(ports, group);
  return { ...row, counts, countedAt: ports.deps.now(), firstExpiresAt };
};
