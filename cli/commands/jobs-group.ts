import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createJobsCollect } from './jobs-collect.ts';
import { createJobsList } from './jobs-list.ts';
import { createJobsShow } from './jobs-show.ts';
import { createJobsStats } from './jobs-stats.ts';
import { createJobsTrack } from './jobs-track.ts';
import { createJobsWait } from './jobs-wait.ts';
import { createJobsWatch } from './jobs-watch.ts';

/** Creates `jobs`. */
export const createJobsGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('jobs', 'shows the jobs, waits for them, tells the service of them', [
    createJobsList(launch),
    createJobsShow(launch),
    createJobsTrack(launch),
    createJobsWatch(launch),
    createJobsWait(launch),
    createJobsCollect(launch),
    createJobsStats(launch),
  ]);
