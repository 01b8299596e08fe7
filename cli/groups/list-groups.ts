import type { Group } from '../../lambdas/core/group/group.ts';
import { GROUP_STATES } from '../../lambdas/core/group/state.ts';
import type { StartKey } from '../../lambdas/core/job/store.ts';
import type { Context } from '../framework/context.ts';
import { createJsonList } from '../framework/output/json-list.ts';
import { createTable } from '../framework/output/table.ts';
import { createGroupPorts, type GroupPorts } from './group-ports.ts';
import { describeAge, describeProgress, formatInstant } from './group-text.ts';

const COLUMNS = [
  { title: 'GROUP' },
  { title: 'STATE', minWidth: 9 },
  { title: 'OPENED', minWidth: 16, leaveOut: 2 },
  { title: 'COUNTED', minWidth: 10, leaveOut: 1 },
  { title: 'JOBS' },
];

/** Lists groups: open ones first, and the longest unchecked first. */
export const listGroups = async (
  { output, connect }: Context,
  { state }: { readonly state?: Group['state'] | undefined },
): Promise<undefined> => {
  const service = await connect();
  const ports = createGroupPorts(service, output);
  const table = createTable(output, COLUMNS);
  const list = output.isJson ? createJsonList(output, 'groups') : undefined;
  const toRow = (group: Group) => [
    group.group,
    group.state,
    formatInstant(group.openedAt),
    describeAge(group, service.clock.now()),
    describeProgress(group),
  ];
  for await (const groups of readGroups(ports, state)) {
    if (list === undefined) table.add(groups.map(toRow));
    else list.add(groups);
  }
  list?.end();
};

const END_OF_TIME = '9999';

async function* readGroups(
  { groups }: GroupPorts,
  only: Group['state'] | undefined,
): AsyncGenerator<readonly Group[]> {
  for (const state of GROUP_STATES.filter((one) => one === (only ?? one))) {
    let startKey: StartKey | undefined;
    do {
      const page = await groups.page(state, END_OF_TIME, startKey);
      yield page.groups;
      startKey = page.next;
    } while (startKey !== undefined);
  }
}
