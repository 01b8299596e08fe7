import {
  GetScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { ScheduleFacts } from '../core/doctor/facts.ts';
import type { ClientConfig } from './client-config.ts';

/** Looks at a schedule in the default group by its name: `scheduler:GetSchedule`. */
export const inspectSchedule = async (
  name: string,
  config: ClientConfig,
): Promise<ScheduleFacts> => {
  const client = new SchedulerClient(config);
  try {
    const { State = 'unknown', GroupName = 'default' } = await client.send(
      new GetScheduleCommand({ Name: name }),
    );
    return { name, groupName: GroupName, state: State };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return { name, groupName: 'default', state: 'DELETED' };
    }
    throw error;
  }
};
