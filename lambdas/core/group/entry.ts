import * as z from 'zod/mini';
import { EVENT_VERSIONS } from '../event/event-version.ts';
import type { Instant } from '../instant.ts';
import { InstantText, readRow } from '../rows.ts';
import { MemberCounts } from './group.ts';

/** What is recorded of a group; `reopened` is recorded without an event. */
export const GROUP_CHANGES = ['completed', 'expiring', 'overdue', 'reopened'] as const;

/** One of {@link GROUP_CHANGES}. */
export type GroupChangeKind = (typeof GROUP_CHANGES)[number];

const count = z.optional(z.number());

/** A member as an event names it. */
export const MemberKey = z.object({ vaultArn: z.string(), jobId: z.string() });

/**
 * One recorded change of a group, an item of the Groups table that never changes.
 *
 * It has all that its event carries, so that the event can be built again with the same bytes. Its
 * insertion is what fan-out announces.
 */
export const GroupEntry = z.looseObject({
  group: z.string(),
  /** The sort key: {@link entryKey}. */
  entry: z.string(),
  /** The version of the rules by which its event is built; absent: 1. */
  eventVersion: z.optional(z.literal(EVENT_VERSIONS)),
  change: z.enum(GROUP_CHANGES),
  at: InstantText,
  accountId: z.string(),
  region: z.string(),
  openedAt: InstantText,
  /** Its position from 1 in the group's entries. */
  sequence: z.number(),
  expected: count,
  /** Members by status; on `completed` and on what needed a count. */
  counts: z.optional(MemberCounts),
  /** `closed` when an operator completed the group; on `overdue`: `late-members` or `missing-members`. */
  reason: z.optional(z.string()),
  /** Up to ten members: failed ones of `completed`, pending ones of `overdue`. */
  jobs: z.optional(z.array(MemberKey)),
  /** How many outputs expire soon and are not collected; on `expiring`. */
  expiringCount: count,
  /** When the first output expires that is not collected. */
  firstExpiresAt: z.optional(InstantText),
  expireAt: count,
});

/** The parsed form of {@link GroupEntry}. */
export type GroupEntry = z.infer<typeof GroupEntry>;

/** The sort key of an entry: a name that is used again after years begins with another instant. */
export const entryKey = (openedAt: Instant, sequence: number): string =>
  `${openedAt}#${String(sequence).padStart(6, '0')}`;

/** Reads what {@link entryKey} wrote. */
export const readEntryKey = (entry: string): { openedAt: Instant; sequence: number } => {
  const [openedAt = '', sequence] = entry.split('#');
  return { openedAt, sequence: Number(sequence) };
};

/**
 * Reads an entry of the Groups table.
 *
 * @throws DamagedItemError when it is not one that this service wrote.
 */
export const readGroupEntry = (item: unknown): GroupEntry => readRow(GroupEntry, item, 'Groups');
