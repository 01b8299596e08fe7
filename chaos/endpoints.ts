import type { Job } from '../lambdas/core/job/job.ts';
import type { Status } from '../lambdas/core/job/status.ts';
import type { EndpointRequest } from '../sandbox/control/register-endpoint.ts';

/** An endpoint of a run: what it asks for, how it behaves, and what it must get. */
export interface ChaosEndpoint {
  readonly path: string;
  readonly request: Omit<EndpointRequest, 'url'>;
  /** How its receiver behaves while things break; one that is gone or stubborn stays so. */
  readonly mode: 'healthy' | 'flaky' | 'down' | 'gone' | 'stubborn';
  /** Whether it is to get a transition; written out here, not taken from the service. */
  isDue(job: Job, status: Status): boolean;
}

const ALL_TYPES = ['in_progress', 'succeeded', 'failed', 'expiring', 'expired', 'collected'].map(
  (name) => `glacier.job.${name}`,
);
const isNoStart = (_: Job, status: Status): boolean => status !== 'InProgress';
const isCompletion = (status: Status): boolean => status === 'Succeeded' || status === 'Failed';

/** What a stubborn receiver never takes: the completion of a job whose number 8 divides. */
export const isNeverAccepted = (description: string | undefined, status: Status): boolean =>
  isCompletion(status) && Number(description?.split(' ').at(-1)) % 8 === 0;

/** The endpoints of every run. */
export const CHAOS_ENDPOINTS: readonly ChaosEndpoint[] = [
  { path: '/everything', request: { eventTypes: ALL_TYPES }, mode: 'flaky', isDue: () => true },
  {
    path: '/photos',
    request: { filter: { vaultNames: ['ph*'], tiers: ['Expedited', 'Standard'] } },
    mode: 'flaky',
    isDue: ({ vaultArn, tier }, status) =>
      status !== 'InProgress' &&
      vaultArn.endsWith('/photos') &&
      (tier === 'Expedited' || tier === 'Standard'),
  },
  {
    path: '/urgent',
    request: {
      eventTypes: ['glacier.job.succeeded', 'glacier.job.failed'],
      filter: { actions: ['ArchiveRetrieval'], descriptionPrefix: 'urgent' },
    },
    mode: 'healthy',
    isDue: ({ action, jobDescription }, status) =>
      isCompletion(status) &&
      action === 'ArchiveRetrieval' &&
      jobDescription?.startsWith('urgent') === true,
  },
  {
    path: '/gone',
    request: { eventTypes: ['glacier.job.succeeded'] },
    mode: 'gone',
    isDue: (_, status) => status === 'Succeeded',
  },
  { path: '/down', request: {}, mode: 'down', isDue: isNoStart },
  { path: '/stubborn', request: {}, mode: 'stubborn', isDue: isNoStart },
];
