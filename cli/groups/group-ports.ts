import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import {
  createDynamoGroupIndex,
  createDynamoGroups,
} from '../../lambdas/adapters/dynamo/groups.ts';
import { createDynamoMemberIndex } from '../../lambdas/adapters/dynamo/member-index.ts';
import { countWhole } from '../../lambdas/core/group/count-whole.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import type { GroupIndex, MemberIndex } from '../../lambdas/core/group/ports.ts';
import {
  createDynamoGroupEntries,
  type GroupHistory,
} from '../../operations/aws/tables/group-entries.ts';
import { createDynamoMembers, type Members } from '../../operations/aws/tables/members.ts';
import { type GroupDeps, unknownGroup } from '../../operations/groups/change.ts';
import type { Service } from '../deployment/service.ts';
import { unreachableError } from '../framework/errors/cli-error.ts';
import type { Output } from '../framework/output/output.ts';
import { reportDamaged } from '../framework/output/report-damaged.ts';

/** What the commands about groups work with. */
export interface GroupPorts {
  readonly deps: GroupDeps;
  readonly groups: GroupIndex;
  readonly entries: GroupHistory;
  readonly index: MemberIndex;
  readonly members: Members;
}

/**
 * Creates the ports to a service's groups; reports unreadable rows. The signal ends their requests.
 *
 * @throws CliError when the deployment has no groups.
 */
export const createGroupPorts = (
  service: Service,
  output: Pick<Output, 'note'>,
  signal?: AbortSignal,
): GroupPorts => {
  const { GroupsTableName, JobsTableName } = service.outputs;
  if (GroupsTableName === undefined) {
    throw unreachableError('This deployment is older than 0.2.0 and has no groups: upgrade it.');
  }
  const dynamo = createDynamoClient(service.clientConfig('dynamodb'), signal);
  const onDamaged = reportDamaged(output);
  return {
    deps: {
      store: createDynamoGroups(dynamo, GroupsTableName),
      policy: { ...service.place, retentionDays: service.settings.retentionDays },
      now: service.clock.now,
    },
    groups: createDynamoGroupIndex(dynamo, GroupsTableName, onDamaged),
    entries: createDynamoGroupEntries(dynamo, GroupsTableName),
    index: createDynamoMemberIndex(dynamo, JobsTableName),
    members: createDynamoMembers(dynamo, JobsTableName, onDamaged),
  };
};

/**
 * Reads the row of a group.
 *
 * @throws InvalidInputError when there is none.
 */
export const readGroupRow = async (
  { deps }: Pick<GroupPorts, 'deps'>,
  group: string,
): Promise<Group> => {
  const row = await deps.store.get(group);
  if (row === undefined) throw unknownGroup(group);
  return row;
};

/** Adds to a row what a count finds now; a million members take some 220 requests. */
export const countRow = async (row: Group, { index, deps }: GroupPorts) => ({
  ...row,
  ...{ counts: {}, failed: [] },
  ...(await countWhole(index, row.group)),
  countedAt: deps.now(),
});
