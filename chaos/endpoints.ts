import type { EndpointRequest } from '../sandbox/control/register-endpoint.ts';

/** What of an event an endpoint chooses by. */
export interface EventTraits {
  readonly type: string;
  readonly vaultName: string;
  readonly action: string;
  readonly tier: string | null;
  readonly description: string;
}

/** An endpoint of a run: what it asks for, how it behaves, and what it must get. */
export interface ChaosEndpoint {
  readonly path: string;
  readonly request: Omit<EndpointRequest, 'url'>;
  /** How its receiver behaves while things break; one that is gone or stubborn stays so. */
  readonly mode: 'healthy' | 'flaky' | 'down' | 'gone' | 'stubborn';
  /** Whether it is to get an event; written out here, not taken from the service. */
  isDue(event: EventTraits): boolean;
}

const ALL_TYPES = ['in_progress', 'succeeded', 'failed', 'expiring', 'expired', 'collected'].map(
  (name) => `glacier.job.${name}`,
);
const isNoStart = ({ type }: EventTraits): boolean => type !== 'glacier.job.in_progress';

/** What a stubborn receiver never takes: the word that a job is complete whose number 8 divides. */
export const isNeverAccepted = ({
  type,
  description,
}: Pick<EventTraits, 'type' | 'description'>): boolean =>
  (type === 'glacier.job.succeeded' || type === 'glacier.job.failed') &&
  Number(description.split(' ').at(-1)) % 8 === 0;

/** The endpoints of every run. */
export const CHAOS_ENDPOINTS: readonly ChaosEndpoint[] = [
  { path: '/everything', request: { eventTypes: ALL_TYPES }, mode: 'healthy', isDue: () => true },
  { path: '/flaky', request: {}, mode: 'flaky', isDue: isNoStart },
  {
    path: '/photos',
    request: { filter: { vaultNames: ['photos'], tiers: ['Expedited', 'Standard'] } },
    mode: 'flaky',
    isDue: (event) =>
      isNoStart(event) &&
      event.vaultName === 'photos' &&
      (event.tier === 'Expedited' || event.tier === 'Standard'),
  },
  {
    path: '/urgent',
    request: {
      eventTypes: ['glacier.job.succeeded', 'glacier.job.failed'],
      filter: { descriptionPrefix: 'urgent' },
    },
    mode: 'healthy',
    isDue: ({ type, description }) =>
      (type === 'glacier.job.succeeded' || type === 'glacier.job.failed') &&
      description.startsWith('urgent'),
  },
  {
    path: '/inventories',
    request: { filter: { actions: ['InventoryRetrieval'], vaultNames: ['b*', '*-2026'] } },
    mode: 'down',
    isDue: (event) =>
      isNoStart(event) &&
      event.action === 'InventoryRetrieval' &&
      (event.vaultName === 'backups' || event.vaultName === 'tax-2026'),
  },
  { path: '/down', request: {}, mode: 'down', isDue: isNoStart },
  {
    path: '/gone',
    request: { eventTypes: ['glacier.job.succeeded'] },
    mode: 'gone',
    isDue: ({ type }) => type === 'glacier.job.succeeded',
  },
  { path: '/stubborn', request: {}, mode: 'stubborn', isDue: isNoStart },
];
