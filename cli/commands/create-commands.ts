import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { createDeliveriesList } from './deliveries-list.ts';
import { createDeliveriesReplay } from './deliveries-replay.ts';
import { createDeliveriesShow } from './deliveries-show.ts';
import { createDoctor } from './doctor.ts';
import { createEndpointsAdd } from './endpoints-add.ts';
import { createEndpointsDisable } from './endpoints-disable.ts';
import { createEndpointsEnable } from './endpoints-enable.ts';
import { createEndpointsList } from './endpoints-list.ts';
import { createEndpointsRemove } from './endpoints-remove.ts';
import { createEndpointsRotate } from './endpoints-rotate.ts';
import { createEndpointsShow } from './endpoints-show.ts';
import { createEndpointsTest } from './endpoints-test.ts';
import { createEndpointsUpdate } from './endpoints-update.ts';
import { createEventsListFailed } from './events-list-failed.ts';
import { createEventsReplay } from './events-replay.ts';
import { createFailuresDiscard } from './failures-discard.ts';
import { createFailuresRedrive } from './failures-redrive.ts';
import { createJobsCollect } from './jobs-collect.ts';
import { createJobsList } from './jobs-list.ts';
import { createJobsShow } from './jobs-show.ts';
import { createJobsStats } from './jobs-stats.ts';
import { createJobsTrack } from './jobs-track.ts';
import { createJobsWait } from './jobs-wait.ts';
import { createJobsWatch } from './jobs-watch.ts';
import { createListen } from './listen.ts';
import { createNoticesList } from './notices-list.ts';
import { createStartArchive } from './start-archive.ts';
import { createStartInventory } from './start-inventory.ts';

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
