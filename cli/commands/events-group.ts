import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createEventsListFailed } from './events-list-failed.ts';
import { createEventsReplay } from './events-replay.ts';
import { createFailuresDiscard } from './failures-discard.ts';
import { createFailuresRedrive } from './failures-redrive.ts';

/** Creates `events`. */
export const createEventsGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('events', 'sends events again', [
    createEventsReplay(launch),
    createEventsListFailed(launch),
    createFailuresRedrive(launch, 'events'),
    createFailuresDiscard(launch, 'events'),
  ]);
