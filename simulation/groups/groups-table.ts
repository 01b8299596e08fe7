import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import { GROUP_ROW, type Group } from '../../lambdas/core/group/group.ts';
import type { GroupIndex, GroupOpener, GroupStore } from '../../lambdas/core/group/ports.ts';
import { withoutUndefined } from '../ports/deliveries-table.ts';
import { createSortedIndex } from '../ports/sorted-index.ts';

/** A write of the Groups table: the row before and after it, and the entry that was added with it. */
export interface GroupRowChange {
  readonly before: Group | undefined;
  readonly after: Group;
  readonly entry?: GroupEntry | undefined;
}

/** The Groups table in memory: rows, entries and the conditions that DynamoDB checks. */
export interface GroupsTable extends GroupStore, GroupOpener {
  readonly rows: ReadonlyMap<string, Group>;
  /** Deletes a group's row and entries, as the table's TTL does. */
  readonly remove: (group: string) => void;
}

/** Creates an empty table, and reports every write. */
export const createGroupsTable = (onChange: (change: GroupRowChange) => void): GroupsTable => {
  const rows = new Map<string, Group>();
  const entries = new Map<string, Set<string>>();
  const put = (change: GroupRowChange) => {
    rows.set(change.after.group, change.after);
    onChange(change);
  };
  const entriesOf = (group: string): Set<string> => {
    const known = entries.get(group) ?? new Set();
    entries.set(group, known);
    return known;
  };
  return {
    rows,
    remove: (group) => {
      rows.delete(group);
      entries.delete(group);
    },
    get: (group) => Promise.resolve(rows.get(group)),
    write: ({ before: seen, after: wanted, entry }) => {
      const { group } = wanted;
      const before = rows.get(group);
      if (before?.revision !== seen?.revision) return Promise.resolve(false);
      if (entry && entriesOf(group).has(entry.entry)) return Promise.resolve(false);
      if (entry) entriesOf(group).add(entry.entry);
      const revision = (before?.revision ?? 0) + 1;
      put({ before, after: withoutUndefined({ ...wanted, revision }), entry });
      return Promise.resolve(true);
    },
    note: (group, at) => {
      const before = rows.get(group);
      const opened = {
        group,
        entry: GROUP_ROW,
        state: 'open',
        openedAt: at,
        checkedAt: at,
      } as const;
      const { sequence = 0, revision = 0 } = before ?? {};
      const noted = { ...opened, ...before, memberSeenAt: at, sequence, revision: revision + 1 };
      put({ before, after: noted });
      return Promise.resolve();
    },
  };
};

/** A Query reads at most this number of groups. */
const PAGE_GROUPS = 100;

/** The index `byState` in memory. */
export interface StateIndex extends GroupIndex {
  /** Replaces what the index has of a group by its row, or by nothing. */
  readonly follow: (group: string, row: Group | undefined) => void;
}

/** Creates an empty index. */
export const createStateIndex = (limit = PAGE_GROUPS): StateIndex => {
  const index = createSortedIndex<{ readonly place: string; readonly row: Group }>();
  return {
    follow: (group, row) => {
      if (row) index.put(group, row.state, { place: `${row.checkedAt} ${group}`, row });
      else index.remove(group);
    },
    page: (state, upTo, startKey) => {
      const { entries, next } = index.page(state, { from: '', upTo, startKey, limit });
      return Promise.resolve({ groups: entries.map(({ row }) => row), next });
    },
  };
};
