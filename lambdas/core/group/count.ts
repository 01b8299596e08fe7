import type { Status } from '../job/status.ts';
import type { StartKey } from '../job/store.ts';
import type { MemberCounts } from './group.ts';
import type { MemberIndex, MemberRange } from './ports.ts';

/**
 * The order in which members are counted: later statuses first.
 *
 * A member that moves on meanwhile is then missed or counted once, but never twice.
 */
export const COUNT_ORDER = [
  'Collected',
  'Expired',
  'Failed',
  'Expiring',
  'Succeeded',
  'InProgress',
] as const satisfies readonly Status[];

/** The members of a group that have a status. */
export const membersIn = (group: string, status: Status): MemberRange => ({
  group,
  from: `${status}#`,
  // Sorts behind every tier and instant.
  to: `${status}#~`,
});

/** The members of a group whose output can be fetched and expires by itself, the first to expire first. */
export const expirableIn = (group: string, completedUpTo = '~'): MemberRange => ({
  group,
  // Those that do not expire sort before.
  from: 'Succeeded#0',
  to: `Succeeded#${completedUpTo}`,
});

async function* countsOf(index: Pick<MemberIndex, 'count'>, range: MemberRange) {
  let startKey: StartKey | undefined;
  do {
    const page = await index.count(range, startKey);
    yield page.count;
    startKey = page.next;
  } while (startKey !== undefined);
}

/**
 * Counts the members of a group by status, a page of some 4,500 members a step, and yields what is
 * counted so far. The last value is the count; a consumer may pause between pages or stop.
 */
export async function* countPages(
  index: Pick<MemberIndex, 'count'>,
  group: string,
): AsyncGenerator<MemberCounts> {
  const counts: Record<string, number> = {};
  for (const status of COUNT_ORDER) {
    for await (const members of countsOf(index, membersIn(group, status))) {
      counts[status] = (counts[status] ?? 0) + members;
      yield { ...counts };
    }
  }
}

/** Counts the members of a group by status; `undefined` when `isOver` became true before the end. */
export const countMembers = async (
  index: Pick<MemberIndex, 'count'>,
  group: string,
  isOver: () => boolean = () => false,
): Promise<MemberCounts | undefined> => {
  let counts: MemberCounts = {};
  for await (const soFar of countPages(index, group)) {
    if (isOver()) return undefined;
    counts = soFar;
  }
  return counts;
};

/** Counts the members of a range; `undefined` when `isOver` became true before the end. */
export const countRange = async (
  index: Pick<MemberIndex, 'count'>,
  range: MemberRange,
  isOver: () => boolean,
): Promise<number | undefined> => {
  let total = 0;
  for await (const members of countsOf(index, range)) {
    if (isOver()) return undefined;
    total += members;
  }
  return total;
};

/** All counted members. */
export const totalOf = (counts: MemberCounts): number =>
  Object.values(counts).reduce((sum, members) => sum + members, 0);

/** The counted members that are not pending. */
export const endedOf = (counts: MemberCounts): number =>
  totalOf(counts) - (counts['InProgress'] ?? 0);
