import type { Status } from '../../lambdas/core/job/status.ts';
import type { TrueJob } from '../ports/glacier.ts';

/** An endpoint, and which events of which jobs it must receive. */
export interface Subscriber {
  readonly endpointId: string;
  readonly eventTypes?: string[];
  readonly filter?: {
    readonly vaultNames?: string[];
    readonly tiers?: string[];
    readonly groups?: string[];
  };
  /** States again what the choice above means, without the code that is checked. */
  readonly wants: (status: Status, job: TrueJob) => boolean;
  /** The same for events of groups. @default - none */
  readonly wantsGroup?: (group: string) => boolean;
}

const isEnd = (status: Status): boolean => status !== 'InProgress';

/** The endpoint that is added during a run, and whose receiver answers 410 now and then. */
export const LATE_SUBSCRIBER: Subscriber = {
  endpointId: 'ledgers',
  filter: { vaultNames: ['ledgers'] },
  wants: (status, { vaultArn }) => isEnd(status) && vaultArn.endsWith(':vaults/ledgers'),
};

/** The endpoints that are there from the beginning. */
export const SUBSCRIBERS: readonly Subscriber[] = [
  { endpointId: 'everything', wants: isEnd, wantsGroup: () => true },
  {
    endpointId: 'listed',
    eventTypes: ['glacier.group.completed', 'glacier.group.expiring', 'glacier.group.overdue'],
    filter: { groups: ['listed*'] },
    wants: () => false,
    wantsGroup: (group) => group.startsWith('listed'),
  },
  {
    endpointId: 'failures',
    eventTypes: ['glacier.job.failed', 'glacier.job.expired'],
    wants: (status) => status === 'Failed' || status === 'Expired',
  },
  {
    endpointId: 'films',
    filter: { vaultNames: ['film*'] },
    wants: (status, { vaultArn }) => isEnd(status) && vaultArn.includes(':vaults/film'),
  },
  {
    endpointId: 'expedited',
    eventTypes: ['glacier.job.in_progress', 'glacier.job.succeeded'],
    filter: { tiers: ['Expedited'] },
    wants: (status, { tier }) =>
      (status === 'InProgress' || status === 'Succeeded') && tier === 'Expedited',
  },
];
