import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createEndpointsAdd } from './endpoints-add.ts';
import { createEndpointsDisable } from './endpoints-disable.ts';
import { createEndpointsEnable } from './endpoints-enable.ts';
import { createEndpointsList } from './endpoints-list.ts';
import { createEndpointsRemove } from './endpoints-remove.ts';
import { createEndpointsRotate } from './endpoints-rotate.ts';
import { createEndpointsShow } from './endpoints-show.ts';
import { createEndpointsTest } from './endpoints-test.ts';
import { createEndpointsUpdate } from './endpoints-update.ts';

/** Creates `endpoints`. */
export const createEndpointsGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('endpoints', 'manages the webhook endpoints', [
    createEndpointsAdd(launch),
    createEndpointsList(launch),
    createEndpointsShow(launch),
    createEndpointsUpdate(launch),
    createEndpointsTest(launch),
    createEndpointsRotate(launch),
    createEndpointsEnable(launch),
    createEndpointsDisable(launch),
    createEndpointsRemove(launch),
  ]);
