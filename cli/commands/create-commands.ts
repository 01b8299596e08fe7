import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { createDeliveriesGroup } from './deliveries-group.ts';
import { createDoctor } from './doctor.ts';
import { createEndpointsGroup } from './endpoints-group.ts';
import { createEventsGroup } from './events-group.ts';
import { createJobsGroup } from './jobs-group.ts';
import { createListen } from './listen.ts';
import { createNoticesGroup } from './notices-group.ts';
import { createStartGroup } from './start-group.ts';

/** Lists the commands in the order of the help. */
export const createCommands = (launch: Launch): readonly CommandUnknownOpts[] => [
  createStartGroup(launch),
  createJobsGroup(launch),
  createEndpointsGroup(launch),
  createDeliveriesGroup(launch),
  createEventsGroup(launch),
  createNoticesGroup(launch),
  createListen(launch),
  createDoctor(launch),
];
