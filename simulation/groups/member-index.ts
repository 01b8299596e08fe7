import type { IndexedMember, MemberIndex } from '../../lambdas/core/group/ports.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { createSortedIndex } from '../ports/sorted-index.ts';

/** A Query counts at most 1 MB, which is about this number of index entries. */
const PAGE_ENTRIES = 4500;

/** The index `byGroup` in memory. */
export interface SimulatedMembers extends MemberIndex {
  /** Replaces what the index has of a job by its row, or by nothing. */
  readonly follow: (name: string, row: Job | undefined) => void;
}

/** Creates an empty index. */
export const createMemberIndex = (limit = PAGE_ENTRIES): SimulatedMembers => {
  const index = createSortedIndex<{ readonly place: string; readonly member: IndexedMember }>();
  return {
    follow: (name, row) => {
      const { group, groupSort, vaultArn = '', jobId = '' } = row ?? {};
      if (group === undefined || groupSort === undefined) return index.remove(name);
      const member = { vaultArn, jobId, groupSort };
      return index.put(name, group, { place: `${groupSort} ${vaultArn} ${jobId}`, member });
    },
    first: ({ group, from, to }, most) => {
      const { entries } = index.page(group, { from, upTo: to, limit: most });
      return Promise.resolve(entries.map(({ member }) => member));
    },
    count: ({ group, from, to }, startKey) => {
      const { entries, next } = index.page(group, { from, upTo: to, startKey, limit });
      return Promise.resolve({ count: entries.length, next });
    },
  };
};
