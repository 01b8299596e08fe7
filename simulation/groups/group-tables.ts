import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { Deployment } from '../functions/deployment.ts';
import type { Listener } from '../listener.ts';
import { jobName } from '../ports/jobs-table.ts';
import { createStream, type TableStream } from '../ports/stream.ts';
import type { World } from '../world.ts';
import {
  createGroupsTable,
  createStateIndex,
  type GroupsTable,
  type StateIndex,
} from './groups-table.ts';
import { createMemberIndex, type SimulatedMembers } from './member-index.ts';

/** The Groups table with its index and stream, and the index `byGroup` of the Jobs table. */
export interface GroupTables {
  readonly groups: GroupsTable;
  readonly groupIndex: StateIndex;
  readonly groupStream: TableStream<Group | GroupEntry>;
  readonly members: SimulatedMembers;
}

/** What the tables are created from. */
export interface GroupTableOptions {
  readonly world: World;
  readonly deployment: Pick<Deployment, 'filtersOf'>;
  readonly listener: Pick<Listener, 'onGroupChange'>;
  readonly pageEntries?: number | undefined;
}

const LAG_MS = 2000;
/** Less than the minute that the service allows. */
const LONG_LAG_MS = 50_000;

/** Creates empty tables, whose indexes lag. */
export const createGroupTables = ({
  world,
  deployment,
  listener,
  pageEntries,
}: GroupTableOptions): GroupTables => {
  const { time } = world;
  const groupIndex = createStateIndex(pageEntries);
  const groupStream = createStream<Group | GroupEntry>({
    nowMs: time.nowMs,
    filters: deployment.filtersOf('GroupsTable'),
    keysOf: ({ group, entry }) => ({ group: { S: group }, entry: { S: entry } }),
    filteredBy: (row) => Object.fromEntries('change' in row ? [['change', { S: row.change }]] : []),
    name: 'groups ',
  });
  const groups = createGroupsTable((change) => {
    listener.onGroupChange(change);
    const { before, after, entry } = change;
    groupStream.follow(before, after);
    if (entry) groupStream.follow(undefined, entry);
    time.after(lagMs(world), () => groupIndex.follow(after.group, groups.rows.get(after.group)));
  });
  return { groups, groupIndex, groupStream, members: createMemberIndex(pageEntries) };
};

/** Has the index `byGroup` follow a member some time after its write. */
export const followMember = (
  { vaultArn, jobId, group }: Job,
  {
    members,
    rows,
    world,
  }: Pick<GroupTables, 'members'> & { rows: ReadonlyMap<string, Job>; world: World },
): void => {
  if (group === undefined) return;
  const name = jobName({ vaultArn, jobId });
  world.time.after(lagMs(world), () => members.follow(name, rows.get(name)));
};

const lagMs = ({ random, faults }: World): number =>
  random() * (faults.happens('index late', 0.01) ? LONG_LAG_MS : LAG_MS);
