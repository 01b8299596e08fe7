import { deadlineOf } from '../../lambdas/core/function/deadline.ts';
import { readEnv } from '../../lambdas/core/function/environment.ts';
import { toLifePolicy } from '../../lambdas/core/function/recording-env.ts';
import type { GroupStore, MemberIndex } from '../../lambdas/core/group/ports.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { GroupMonitorEnv } from '../../lambdas/group-monitor/env.ts';
import { createGroupMonitor } from '../../lambdas/group-monitor/handler.ts';
import type { Boot } from '../functions/lambda.ts';
import { PLACE } from '../functions/place.ts';
import { reachJobs, type Tools, toolsOf } from '../functions/tools.ts';
import type { Service } from '../service.ts';

/** Starts a copy of the real `group-monitor`. */
export const bootGroupMonitor =
  (service: Service): Boot<object> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const { call, now } = tools;
    const env = readEnv(GroupMonitorEnv, service.deployment.functionOf('GroupMonitor').env);
    const policy = toLifePolicy(env);
    const monitor = createGroupMonitor({
      groups: {
        write: reachGroups(service, tools).write,
        page: (...query) => call('groups page', () => service.groupIndex.page(...query)),
      },
      members: reachMembers(service, tools),
      known: { find: (keys) => call('members find', () => service.jobs.find(keys)) },
      record: createRecorder(reachJobs(service.jobs, tools), policy),
      policy: {
        ...policy,
        accountId: PLACE.accountId,
        region: PLACE.region,
        quietHours: env.GROUP_QUIET_HOURS,
      },
      now,
      ...service.telemetry,
    });
    return (_event, remainingMs) => monitor(deadlineOf(remainingMs));
  };

/** The Groups table as one copy reaches it. */
export const reachGroups = ({ groups }: Service, { call }: Tools): GroupStore => ({
  get: (group) => call('group read', () => groups.get(group)),
  write: (write) => call('group write', () => groups.write(write)),
});

/** The members of groups as one copy finds them. */
export const reachMembers = ({ members }: Service, { call }: Tools): MemberIndex => ({
  first: (...query) => call('members first', () => members.first(...query)),
  count: (...query) => call('members count', () => members.count(...query)),
});
