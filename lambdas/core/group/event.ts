import type { AnnouncedEvent } from '../event/announced-event.ts';
import { eventIdOf } from '../event/event-id.ts';
import { GROUP_EVENT_TYPES, type GroupEventType } from '../event/event-type.ts';
import type { GroupEntry } from './entry.ts';
import type { MemberCounts } from './group.ts';

/** A change of a group, ready to be announced. */
export interface GroupEvent extends AnnouncedEvent {
  readonly type: GroupEventType;
  readonly group: string;
}

/**
 * Builds the event of an entry of the Groups table; `undefined` for `reopened`, which has none.
 *
 * It is a function of the entry, in a fixed order of fields: built again years later it has the same id
 * and the same bytes.
 */
export const buildGroupEvent = (entry: GroupEntry): GroupEvent | undefined => {
  if (entry.change === 'reopened') return undefined;
  const { group, accountId, region, openedAt, sequence, at: timestamp } = entry;
  const type = GROUP_EVENT_TYPES[entry.change];
  const id = eventIdOf([accountId, region, group, openedAt, sequence, type]);
  const data = {
    group,
    accountId,
    region,
    openedAt,
    sequence,
    expected: entry.expected,
    counts: entry.counts && sortCounts(entry.counts),
    reason: entry.reason,
    jobs: entry.jobs?.map(({ vaultArn, jobId }) => ({ vaultArn, jobId })),
    expiringCount: entry.expiringCount,
    firstExpiresAt: entry.firstExpiresAt,
  };
  return { id, type, group, body: JSON.stringify({ id, type, timestamp, data }) };
};

// DynamoDB keeps no order of a map's members.
const sortCounts = (counts: MemberCounts): MemberCounts =>
  Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
