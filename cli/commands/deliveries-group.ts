import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createDeliveriesList } from './deliveries-list.ts';
import { createDeliveriesReplay } from './deliveries-replay.ts';
import { createDeliveriesShow } from './deliveries-show.ts';
import { createFailuresDiscard } from './failures-discard.ts';
import { createFailuresRedrive } from './failures-redrive.ts';

/** Creates `deliveries`. */
export const createDeliveriesGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('deliveries', 'shows and repeats what is sent to endpoints', [
    createDeliveriesList(launch),
    createDeliveriesShow(launch),
    createDeliveriesReplay(launch),
    createFailuresRedrive(launch, 'deliveries'),
    createFailuresDiscard(launch, 'deliveries'),
  ]);
