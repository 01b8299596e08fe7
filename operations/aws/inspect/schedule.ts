import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';
import type { ScheduleFacts } from '../../doctor/facts.ts';
import { unlessMissing } from './unless-missing.ts';

/** Looks at a schedule in the default group by its name: `scheduler:GetSchedule`. */
export const inspectSchedule = async (
  name: string,
  config: ClientConfig,
): Promise<ScheduleFacts> => {
  const client = new SchedulerClient(config);
  const found = await unlessMissing(client.send(new GetScheduleCommand({ Name: name })));
  const state = found === undefined ? 'DELETED' : (found.State ?? 'unknown');
  return { name, groupName: found?.GroupName ?? 'default', state };
};
