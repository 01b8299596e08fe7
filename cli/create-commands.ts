import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { createDeliveriesList } from './deliveries/commands/list.ts';
import { createDeliveriesReplay } from './deliveries/commands/replay.ts';
import { createDeliveriesShow } from './deliveries/commands/show.ts';
import { createDoctor } from './doctor/command.ts';
import { createEndpointsAdd } from './endpoints/commands/add.ts';
import { createEndpointsDisable } from './endpoints/commands/disable.ts';
import { createEndpointsEnable } from './endpoints/commands/enable.ts';
import { createEndpointsList } from './endpoints/commands/list.ts';
import { createEndpointsRemove } from './endpoints/commands/remove.ts';
import { createEndpointsRotate } from './endpoints/commands/rotate.ts';
import { createEndpointsShow } from './endpoints/commands/show.ts';
import { createEndpointsTest } from './endpoints/commands/test.ts';
import { createEndpointsUpdate } from './endpoints/commands/update.ts';
import { createFailuresDiscard } from './failures/commands/discard.ts';
import { createEventsListFailed } from './failures/commands/events-list-failed.ts';
import { createEventsReplay } from './failures/commands/events-replay.ts';
import { createNoticesList } from './failures/commands/notices-list.ts';
import { createFailuresRedrive } from './failures/commands/redrive.ts';
import type { Launch } from './framework/context.ts';
import { createJobsCollect } from './jobs/commands/collect.ts';
import { createJobsList } from './jobs/commands/list.ts';
import { createJobsShow } from './jobs/commands/show.ts';
import { createJobsStats } from './jobs/commands/stats.ts';
import { createJobsTrack } from './jobs/commands/track.ts';
import { createJobsWait } from './jobs/commands/wait.ts';
import { createJobsWatch } from './jobs/commands/watch.ts';
import { createListen } from './listen/command.ts';
import { createStartArchive } from './start/commands/archive.ts';
import { createStartInventory } from './start/commands/inventory.ts';

/** Lists the commands, and those of each group, in the order of the help. */
export const createCommands = (launch: Launch): readonly CommandUnknownOpts[] => [
  createGroup('start', 'starts jobs and tracks them from the start', [
    createStartArchive(launch),
    createStartInventory(launch),
  ]),
  createGroup('jobs', 'lists, shows, waits for, tracks and collects jobs', [
    createJobsList(launch),
    createJobsShow(launch),
    createJobsTrack(launch),
    createJobsWatch(launch),
    createJobsWait(launch),
    createJobsCollect(launch),
    createJobsStats(launch),
  ]),
  createGroup('endpoints', 'manages webhook endpoints', [
    createEndpointsAdd(launch),
    createEndpointsList(launch),
    createEndpointsShow(launch),
    createEndpointsUpdate(launch),
    createEndpointsTest(launch),
    createEndpointsRotate(launch),
    createEndpointsEnable(launch),
    createEndpointsDisable(launch),
    createEndpointsRemove(launch),
  ]),
  createGroup('deliveries', 'shows and replays deliveries to endpoints', [
    createDeliveriesList(launch),
    createDeliveriesShow(launch),
    createDeliveriesReplay(launch),
    createFailuresRedrive(launch, 'deliveries'),
    createFailuresDiscard(launch, 'deliveries'),
  ]),
  createGroup('events', 'replays events', [
    createEventsReplay(launch),
    createEventsListFailed(launch),
    createFailuresRedrive(launch, 'events'),
    createFailuresDiscard(launch, 'events'),
  ]),
  createGroup('notices', 'manages notices that could not be recorded', [
    createNoticesList(launch),
    createFailuresRedrive(launch, 'notices'),
    createFailuresDiscard(launch, 'notices'),
  ]),
  createListen(launch),
  createDoctor(launch),
];

/** Creates a command that only holds others, such as `jobs`. */
const createGroup = (
  name: string,
  description: string,
  commands: readonly CommandUnknownOpts[],
): CommandUnknownOpts => {
  const group = new Command(name).description(description);
  for (const command of commands) group.addCommand(command);
  return group;
};
