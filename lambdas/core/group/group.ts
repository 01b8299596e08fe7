import * as z from 'zod/mini';
import { InstantText, readRow } from '../rows.ts';
import { GROUP_STATES } from './state.ts';

const instant = z.optional(InstantText);
const count = z.optional(z.number());

/** Members by status, as counted in the index `byGroup`. A member that moves meanwhile can be missed, but never counted twice. */
export const MemberCounts = z.record(z.string(), z.number());

/** The parsed form of {@link MemberCounts}. */
export type MemberCounts = z.infer<typeof MemberCounts>;

/** The sort key `entry` of a group's own row; its recorded changes are `<openedAt>#<sequence>`. */
export const GROUP_ROW = 'group';

/**
 * The row of a group: a set of jobs that are waited for together.
 *
 * Its members are the jobs whose attribute `group` is its name; the row counts none by itself.
 */
export const Group = z.object({
  group: z.string(),
  entry: z.literal(GROUP_ROW),
  state: z.enum(GROUP_STATES),
  openedAt: InstantText,
  /** How many members the operator said there will be; absent: not known. */
  expected: count,
  /** How much of `expected` each start has added, by its id: a resumed start adds nothing twice. */
  starts: z.optional(z.record(z.string(), z.number())),
  completedAt: instant,
  /** Since when an operator has closed it; jobs created before do not reopen it. */
  closedAt: instant,
  /** Since when no member is pending. */
  idleSince: instant,
  /** How many changes are recorded as entries. */
  sequence: z.number(),
  /** How often the row was written: a decision is written only on the row that it was taken on. */
  revision: z.number(),
  /** The last count, when it was taken, and when the first output expires that is not collected. */
  counts: z.optional(MemberCounts),
  countedAt: instant,
  firstExpiresAt: instant,
  /** When fan-out last announced a member's transition, to the minute. */
  memberSeenAt: instant,
  /** When `group-monitor` last wrote that it checked the group; the index `byState` sorts by it. */
  checkedAt: InstantText,
  /** When `expiring` and `overdue` were last announced. */
  expiringAnnouncedAt: instant,
  overdueAnnouncedAt: instant,
  /** TTL, in epoch seconds; absent while the group is open. */
  expireAt: count,
});

/** The parsed form of {@link Group}. */
export type Group = z.infer<typeof Group>;

/**
 * Reads the row of a group.
 *
 * @throws DamagedItemError when it is not one that this service wrote.
 */
export const readGroup = (item: unknown): Group => readRow(Group, item, 'Groups');
