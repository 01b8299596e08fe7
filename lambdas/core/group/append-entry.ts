import { WRITTEN } from '../event/event-version.ts';
import { memberDays } from '../function/settings.ts';
import { epochSeconds, type Instant, plusHours } from '../instant.ts';
import { entryKey, type GroupEntry } from './entry.ts';
import type { Group } from './group.ts';

/** What entries carry of the deployment, and how long they are kept. */
export interface EntryPolicy {
  readonly accountId: string;
  readonly region: string;
  /** The setting `retentionDays`. */
  readonly retentionDays: number;
}

/** What an entry records, without its place among the entries. */
export type RecordedChange = Omit<
  GroupEntry,
  | 'group'
  | 'entry'
  | 'at'
  | 'accountId'
  | 'region'
  | 'openedAt'
  | 'sequence'
  | 'expected'
  | 'expireAt'
> &
  Pick<GroupEntry, 'change'>;

/** For how many days a group's row and entries outlive its members. */
const DAYS_AFTER_MEMBERS = 60;

/** When a group, completed at this instant, and its entries may be deleted: after all its members. */
export const groupExpireAt = (at: Instant, policy: Pick<EntryPolicy, 'retentionDays'>): number =>
  epochSeconds(plusHours(at, 24 * (memberDays(policy) + DAYS_AFTER_MEMBERS)));

/** Adds the next entry to a group; row and entry must be written together. */
export const appendEntry = (
  group: Group,
  change: RecordedChange,
  { at, policy }: { readonly at: Instant; readonly policy: EntryPolicy },
): { readonly after: Group; readonly entry: GroupEntry } => {
  const sequence = group.sequence + 1;
  const { openedAt, expected } = group;
  const { accountId, region } = policy;
  return {
    after: { ...group, sequence },
    entry: {
      ...change,
      ...WRITTEN,
      group: group.group,
      entry: entryKey(openedAt, sequence),
      at,
      accountId,
      region,
      openedAt,
      sequence,
      expected,
      expireAt: groupExpireAt(at, policy),
    },
  };
};
