import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createStartArchive } from './start-archive.ts';
import { createStartInventory } from './start-inventory.ts';

/** Creates `start`. */
export const createStartGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('start', 'starts jobs that are followed from the start', [
    createStartArchive(launch),
    createStartInventory(launch),
  ]);
