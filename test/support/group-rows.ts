import { GROUP_ROW, type Group } from '../../lambdas/core/group/group.ts';

const OPENED = '2026-03-14T03:40:20.000Z';

/** An open group of the Groups table, just opened unless it is changed. */
export const aGroup = (changes: Partial<Group> = {}): Group => ({
  group: 'photos-2026',
  entry: GROUP_ROW,
  state: 'open',
  openedAt: OPENED,
  sequence: 0,
  revision: 1,
  checkedAt: OPENED,
  ...changes,
});

/** A row of each state, with all that it can have. */
export const GROUP_ROWS: readonly Group[] = [
  aGroup({
    group: 'wave-2',
    expected: 40,
    starts: { '3qPs0zXe': 40 },
    sequence: 1,
    revision: 7,
    idleSince: '2026-03-15T03:41:00.000Z',
    memberSeenAt: '2026-03-15T03:40:00.000Z',
    overdueAnnouncedAt: '2026-03-15T03:00:00.000Z',
    checkedAt: '2026-03-15T03:41:00.000Z',
  }),
  aGroup({
    state: 'completed',
    expected: 20,
    sequence: 2,
    revision: 31,
    completedAt: '2026-03-16T09:26:53.589Z',
    closedAt: '2026-03-16T09:26:53.589Z',
    idleSince: '2026-03-16T09:25:53.589Z',
    counts: { Succeeded: 18, Failed: 1, Collected: 1 },
    countedAt: '2026-03-16T09:26:53.589Z',
    firstExpiresAt: '2026-03-17T09:20:00.000Z',
    memberSeenAt: '2026-03-16T09:25:00.000Z',
    expiringAnnouncedAt: '2026-03-16T08:25:00.000Z',
    checkedAt: '2026-03-16T09:41:53.589Z',
    expireAt: 1_813_483_613,
  }),
];
