import type { Deadline } from '../core/function/deadline.ts';
import { decideGroup, type GroupDecision, type SeenMembers } from '../core/group/decide.ts';
import type { Group } from '../core/group/group.ts';
import { countSeen } from './count-seen.ts';
import type { GroupMonitorDeps } from './deps.ts';
import { seeMembers } from './see-members.ts';

const CHANGE_METRICS = {
  completed: 'GroupCompleted',
  expiring: 'GroupExpiring',
  overdue: 'GroupOverdue',
  reopened: 'GroupReopened',
} as const;

/**
 * Checks one group: sees its members, decides, and writes what changes.
 *
 * Without the time for a count nothing is written, so that the group comes first in the next run. The
 * same holds when another writer changed the group meanwhile.
 */
export const checkGroup = async (
  group: Group,
  deps: GroupMonitorDeps,
  deadline: Deadline,
): Promise<void> => {
  const decision = await decideSeen(group, deps, deadline);
  if (decision === undefined) deps.metrics.count('GroupCountCut');
  else if (decision.kind === 'changed') await write(group, decision, deps);
};

const decideSeen = async (
  group: Group,
  deps: GroupMonitorDeps,
  deadline: Deadline,
): Promise<GroupDecision | undefined> => {
  const now = deps.now();
  const counting = { group: group.group, now, deps, deadline };
  let members: SeenMembers | undefined = await seeMembers({ group, now, deps });
  while (members !== undefined) {
    const decision = decideGroup({ group, seen: members, now, policy: deps.policy });
    if (decision.kind !== 'count') return decision;
    members = await countSeen(members, decision.what, counting);
  }
  return undefined;
};

const write = async (
  before: Group,
  { after, entry }: Extract<GroupDecision, { readonly kind: 'changed' }>,
  { groups, log, metrics }: GroupMonitorDeps,
): Promise<void> => {
  const { group } = before;
  if (!(await groups.write({ before, after, entry }))) {
    metrics.count('GroupContended');
  } else if (entry !== undefined) {
    metrics.count(CHANGE_METRICS[entry.change]);
    log.info(`group.${entry.change}`, { group, sequence: entry.sequence, reason: entry.reason });
  }
};
