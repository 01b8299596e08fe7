import type { JobKey } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import type { StartKey } from '../job/store.ts';
import type { GroupEntry } from './entry.ts';
import type { Group } from './group.ts';

/** A change of a group's row, with the entry that records it, if it is one that is recorded. */
export interface GroupWrite {
  /** The row that the decision was taken on; `undefined`: there must be none. */
  readonly before: Group | undefined;
  /** The new row, without the revision: the write adds 1 to it. */
  readonly after: Group;
  readonly entry?: GroupEntry | undefined;
}

/** Keeps groups and their entries in the Groups table. */
export interface GroupStore {
  /** Reads a group with strong consistency. */
  readonly get: (group: string) => Promise<Group | undefined>;
  /** Writes row and entry together, or nothing when the row has changed since; says whether it wrote. */
  readonly write: (write: GroupWrite) => Promise<boolean>;
}

/** Opens groups. */
export interface GroupOpener {
  /** Opens a group at its first member, or notes in its row that a member had a transition. */
  readonly note: (group: string, at: Instant) => Promise<void>;
}

/** Finds groups by state in the index `byState`, which lags the table a little. */
export interface GroupIndex {
  /** A page of the groups of a state, the longest unchecked first, checked last at `upTo` or before. */
  readonly page: (
    state: Group['state'],
    upTo: Instant,
    startKey?: StartKey,
  ) => Promise<{ readonly groups: readonly Group[]; readonly next?: StartKey | undefined }>;
}

/** A part of a group's members in the index `byGroup`: their `groupSort`, both ends included. */
export interface MemberRange {
  readonly group: string;
  readonly from: string;
  readonly to: string;
}

/** A member as the index `byGroup` knows it. */
export interface IndexedMember extends JobKey {
  /** `<statusKey>#<statusSince>`. */
  readonly groupSort: string;
}

/** Finds the members of groups in the index `byGroup`, which lags the Jobs table a little. */
export interface MemberIndex {
  /** The first members of a range, in the order of `groupSort`. */
  readonly first: (range: MemberRange, limit: number) => Promise<readonly IndexedMember[]>;
  /** Counts one page (1 MB, some 4,500 members) of a range. */
  readonly count: (
    range: MemberRange,
    startKey?: StartKey,
  ) => Promise<{ readonly count: number; readonly next?: StartKey | undefined }>;
}
