import { countPages, endedOf } from '../../../lambdas/core/group/count.ts';
import type { Group, MemberCounts } from '../../../lambdas/core/group/group.ts';
import type { MemberIndex } from '../../../lambdas/core/group/ports.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { type Pace, paceOf, progressOf, type Sample } from '../../../operations/groups/progress.ts';

/** Counts the members of a group over and over, one page at a time, and measures how fast they end. */
export interface MemberMeter {
  /** Begins a count, unless one is going on. */
  begin(): void;
  /** Counts one page of up to 4,500 members. */
  step(now: Instant): Promise<void>;
  /** Returns the row with the newer of its own counts and the last complete count. */
  read(row: Group): { readonly row: Group; readonly pace: Pace | undefined };
}

/** The pace is that of the last hour, once that has several counts. */
const SAMPLE_MS = 3_600_000;

/** Creates a meter of a group that has counted nothing. */
export const createMemberMeter = (
  index: Pick<MemberIndex, 'count'>,
  group: string,
): MemberMeter => {
  let pages: AsyncGenerator<MemberCounts> | undefined;
  let soFar: MemberCounts = {};
  let counted: Pick<Group, 'counts' | 'countedAt'> = {};
  let samples: readonly Sample[] = [];
  return {
    begin: () => {
      pages ??= countPages(index, group);
    },
    step: async (now) => {
      const going = pages;
      // After a fault the next count begins at the first page.
      pages = undefined;
      const page = await going?.next();
      if (page === undefined) return;
      if (page.done !== true) {
        soFar = page.value;
        pages = going;
        return;
      }
      counted = { counts: soFar, countedAt: now };
      const from = Date.parse(now) - SAMPLE_MS;
      samples = [
        ...samples.filter(({ at }) => Date.parse(at) >= from),
        { at: now, ended: endedOf(soFar) },
      ];
    },
    read: (row) => {
      const isNewer = (counted.countedAt ?? '') > (row.countedAt ?? '');
      const shown = isNewer ? { ...row, ...counted } : row;
      const { counts = {}, countedAt = row.openedAt } = shown;
      const { ended, total } = progressOf(counts, shown);
      const opened = { at: row.openedAt, ended: 0 };
      const known = samples.length > 1 ? samples : [opened, { at: countedAt, ended }];
      return { row: shown, pace: paceOf(known, total - ended) };
    },
  };
};
