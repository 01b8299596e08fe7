import type { Deadline } from '../core/function/deadline.ts';
import { mapInParallel } from '../core/function/map-in-parallel.ts';
import type { Group } from '../core/group/group.ts';
import { plusHours, plusMinutes } from '../core/instant.ts';
import type { StartKey } from '../core/job/store.ts';
import { checkGroup } from './check-group.ts';
import type { GroupMonitorDeps } from './deps.ts';

const AT_ONCE = 8;
const COMPLETED_EVERY_MINUTES = 15;

/**
 * Creates what runs every minute: it checks open groups, and completed ones every 15 minutes.
 *
 * The groups that were not checked for longest come first, and what a run does not get to comes first
 * in the next one. A group that cannot be checked is counted, logged, and holds up no other.
 */
export const createGroupMonitor =
  (deps: GroupMonitorDeps) =>
  async (deadline: Deadline): Promise<void> => {
    const now = deps.now();
    // Also groups that an instance with a clock ahead of this one has opened.
    const open = { state: 'open', upTo: plusHours(now, 24) } as const;
    const completed = {
      state: 'completed',
      upTo: plusMinutes(now, -COMPLETED_EVERY_MINUTES),
    } as const;
    for (const { state, upTo } of [open, completed]) {
      let startKey: StartKey | undefined;
      do {
        const page = await deps.groups.page(state, upTo, startKey);
        await mapInParallel(page.groups, AT_ONCE, (group) => check(group, deps, deadline));
        startKey = page.next;
      } while (startKey !== undefined && !deadline());
    }
  };

const check = async (group: Group, deps: GroupMonitorDeps, deadline: Deadline): Promise<void> => {
  if (deadline()) return;
  try {
    await checkGroup(group, deps, deadline);
    deps.metrics.count('GroupChecked');
  } catch (error) {
    deps.metrics.count('GroupCheckFailed');
    deps.log.error('group.check-failed', error, { group: group.group });
  }
};
