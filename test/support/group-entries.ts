import { entryKey, type GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { EntryScanner } from '../../operations/replay/events.ts';
import type { GroupEntries } from '../../operations/replay/ports.ts';

const OPENED = '2026-03-14T03:40:20.000Z';

/** An entry of the Groups table: the first one of a group that completed, unless it is changed. */
export const anEntry = (changes: Partial<GroupEntry> = {}): GroupEntry => {
  const { openedAt = OPENED, sequence = 1 } = changes;
  return {
    group: 'photos-2026',
    entry: entryKey(openedAt, sequence),
    change: 'completed',
    at: '2026-03-16T09:26:53.589Z',
    accountId: '123456789012',
    region: 'eu-west-1',
    openedAt,
    sequence,
    ...changes,
  };
};

const job = (jobId: string) => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId,
});

/** An entry of each change that is announced, with all that it can have. */
export const ENTRIES = {
  completed: anEntry({
    expected: 20,
    counts: { Succeeded: 18, Failed: 1, Collected: 1 },
    reason: 'closed',
    jobs: [job('job-7')],
    firstExpiresAt: '2026-03-17T09:20:00.000Z',
    expireAt: 1_810_000_000,
  }),
  expiring: anEntry({
    change: 'expiring',
    expiringCount: 3,
    firstExpiresAt: '2026-03-17T09:20:00.000Z',
  }),
  overdue: anEntry({
    change: 'overdue',
    reason: 'late-members',
    jobs: [job('job-8'), job('job-9')],
  }),
};

/** The recorded changes of groups, in memory. */
export const entriesOf = (...known: readonly GroupEntry[]): GroupEntries & EntryScanner => ({
  get: ({ group, openedAt, sequence }) =>
    Promise.resolve(
      known.find((one) => one.group === group && one.entry === entryKey(openedAt, sequence)),
    ),
  pages: async function* ({ since, until }) {
    const entries = known.filter(({ at }) => at >= since && at < until);
    if (entries.length > 0) yield await Promise.resolve({ entries, damaged: 0 });
  },
});
