import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createGroup } from '../framework/command-group.ts';
import type { Launch } from '../framework/context.ts';
import { createFailuresDiscard } from './failures-discard.ts';
import { createFailuresRedrive } from './failures-redrive.ts';
import { createNoticesList } from './notices-list.ts';

/** Creates `notices`. */
export const createNoticesGroup = (launch: Launch): CommandUnknownOpts =>
  createGroup('notices', 'looks after the notices that could not be recorded', [
    createNoticesList(launch),
    createFailuresRedrive(launch, 'notices'),
    createFailuresDiscard(launch, 'notices'),
  ]);
