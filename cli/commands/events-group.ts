import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createEventsListFailed } from './events-list-failed.ts';
import { createEventsRedrive } from './events-redrive.ts';
import { createEventsReplay } from './events-replay.ts';

/** Creates `events`. */
export const createEventsGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('events', 'sends events again', [
    createEventsReplay(launch),
    createEventsListFailed(launch),
    createEventsRedrive(launch),
  ]);
