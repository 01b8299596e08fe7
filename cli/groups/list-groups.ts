import { GROUP_STATES, type Group } from '../../lambdas/core/group/group.ts';
import type { StartKey } from '../../lambdas/core/job/store.ts';
import { progressOf } from '../../operations/groups/progress.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { createJsonList } from '../framework/output/json-list.ts';
import { createTable } from '../framework/output/table.ts';
import { createGroupPorts, type GroupPorts } from './group-ports.ts';
import { describeAge, formatCount, formatInstant } from './group-text.ts';

const COLUMNS = [
  { title: 'GROUP' },
  { title: 'STATE', minWidth: 9 },
  { title: 'OPENED', minWidth: 16, leaveOut: 1 },
  { title: 'ENDED', minWidth: 7 },
  { title: 'OF', minWidth: 7 },
  { title: 'READY', minWidth: 7 },
  { title: 'FAILED', minWidth: 6 },
  { title: 'EXPIRED', minWidth: 7, leaveOut: 3 },
  { title: 'COUNTED', minWidth: 8, leaveOut: 2 },
];

/** Lists groups: open ones first, and the longest unchecked first. */
export const listGroups = async (
  { output, connect }: Context,
  { state }: { readonly state?: Group['state'] | undefined },
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createGroupPorts(service, output);
  const table = createTable(output, COLUMNS);
  const list = output.isJson ? createJsonList(output, 'groups') : undefined;
  const now = service.clock.now();
  let shown = 0;
  for await (const groups of readGroups(ports, state)) {
    shown += groups.length;
    if (list === undefined) table.add(groups.map((group) => toRow(group, now)));
    else list.add(groups);
  }
  list?.end();
  if (shown === 0) output.note('No matching groups. "start --group" opens one.');
  return EXIT.ok;
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

const toRow = (group: Group, now: string): readonly string[] => {
  const { counts, expected } = group;
  const progress = counts && progressOf(counts, group);
  const cell = (number: number | undefined) => (number === undefined ? '-' : formatCount(number));
  return [
    group.group,
    group.state,
    formatInstant(group.openedAt),
    cell(progress?.ended),
    cell(progress?.total ?? expected),
    cell(progress?.ready),
    cell(progress?.failed),
    cell(progress?.expired),
    describeAge(group, now),
  ];
};
