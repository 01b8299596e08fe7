import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createDeliveriesList } from './deliveries-list.ts';
import { createDeliveriesRedrive } from './deliveries-redrive.ts';
import { createDeliveriesReplay } from './deliveries-replay.ts';
import { createDeliveriesShow } from './deliveries-show.ts';

/** Creates `deliveries`. */
export const createDeliveriesGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('deliveries', 'shows and repeats what is sent to endpoints', [
    createDeliveriesList(launch),
    createDeliveriesShow(launch),
    createDeliveriesReplay(launch),
    createDeliveriesRedrive(launch),
  ]);
