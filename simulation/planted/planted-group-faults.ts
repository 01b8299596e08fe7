import type { Group } from '../../lambdas/core/group/group.ts';
import type { GroupWrite } from '../../lambdas/core/group/ports.ts';
import { plusHours } from '../../lambdas/core/instant.ts';
import type { Service } from '../service.ts';
import { change, changeFunction, type Plant } from './changes.ts';

const changeGroupWrites = (make: (write: GroupWrite, service: Service) => GroupWrite): Plant =>
  change('groups', ({ write }, service) => ({ write: (group) => write(make(group, service)) }));

/** The row as `group-monitor` reads it, changed. */
const changeSeenRows = (make: (row: Group) => Group): Plant =>
  change('groupIndex', ({ page }) => ({
    page: async (...query) => {
      const { groups, next } = await page(...query);
      return { groups: groups.map(make), next };
    },
  }));

/** Mistakes about groups that a simulation must find. */
export const PLANTED_GROUP_FAULTS: Readonly<Record<string, Plant>> = {
  'A group completes without the minute in which it is idle': changeSeenRows((row) => ({
    idleSince: plusHours(row.checkedAt, -1),
    ...row,
  })),
  'A group of an unknown number completes without the quiet hours': changeSeenRows((row) =>
    row.expected === undefined && row.idleSince !== undefined
      ? { ...row, idleSince: plusHours(row.idleSince, -24) }
      : row,
  ),
  'A write of a group loses its condition': changeGroupWrites((write, { groups }) => ({
    ...write,
    before: groups.rows.get(write.after.group),
  })),
  'fan-out does not note groups': change('groups', () => ({ note: () => Promise.resolve() })),
  'The expected number is ignored': changeSeenRows(({ expected: _, ...row }) => row),
  'The number that a start announces is not added': changeGroupWrites((write) =>
    write.before === undefined
      ? write
      : { ...write, after: { ...write.after, expected: write.before.expected } },
  ),
  'Pending members are not found in the index': change('members', ({ first }) => ({
    first: (range, limit) =>
      range.from.startsWith('InProgress#') ? Promise.resolve([]) : first(range, limit),
  })),
  'A count ends after its first page': change('members', ({ count }) => ({
    count: async (...query) => ({ count: (await count(...query)).count }),
  })),
  'Older members reopen a closed group': changeSeenRows(({ closedAt: _, ...row }) => row),
  'Expiring outputs are announced once': changeSeenRows((row) =>
    row.expiringAnnouncedAt === undefined ? row : { ...row, expiringAnnouncedAt: row.checkedAt },
  ),
  'Expiring outputs are not announced of a completed group': change('groupIndex', ({ page }) => ({
    page: (state, ...query) =>
      state === 'completed' ? Promise.resolve({ groups: [] }) : page(state, ...query),
  })),
  'Late members are announced at every check': changeSeenRows(
    ({ overdueAnnouncedAt: _, ...row }) => row,
  ),
  'fan-out ignores the stream of the Groups table': (service) => {
    Object.assign(service.groupStream, { follow: () => undefined });
  },
  'The filter of the Groups stream lets only completions pass': change(
    'groupStream',
    ({ follow }) => ({
      follow: (before, after) => {
        if (!('change' in after) || after.change === 'completed') follow(before, after);
      },
    }),
  ),
  'The schedule of group-monitor stops': changeFunction('GroupMonitor', () => Promise.resolve()),
};
