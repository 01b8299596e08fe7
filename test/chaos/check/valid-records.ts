import type { ChaosRecords } from '../../../chaos/check/chaos-records.ts';
import { CHAOS_ENDPOINTS } from '../../../chaos/endpoints.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import type { Job, Transition } from '../../../lambdas/core/job/job.ts';
import type { LedgerJob } from '../../../sandbox/glacier/ledger.ts';

const HOUR_MS = 3_600_000;
const COMPLETED_AT = Date.parse('2031-03-14T04:00:00.000Z');
const VAULT_ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const instant = (hours: number) => new Date(COMPLETED_AT + hours * HOUR_MS).toISOString();

const STEPS: readonly Transition[] = [
  { status: 'InProgress', at: instant(-0.2), source: 'registration' },
  { status: 'Succeeded', at: instant(0.01), source: 'notice' },
  { status: 'Expiring', at: instant(1), source: 'clock' },
];

const aJob = (transitions: readonly Transition[]): Job => ({
  vaultArn: VAULT_ARN,
  jobId: 'job-1',
  status: transitions.at(-1)?.status ?? 'InProgress',
  statusKey: transitions.at(-1)?.status ?? '',
  statusSince: transitions.at(-1)?.at ?? '',
  firstSeenAt: instant(-0.2),
  revision: transitions.length,
  lastChange: 'transition',
  sequence: transitions.length,
  transitions,
  action: 'ArchiveRetrieval',
  tier: 'Standard',
  jobDescription: 'urgent job 8',
});

/** The truth about the one job of {@link validRecords}. */
export const aLedgerJob: LedgerJob = {
  jobId: 'job-1',
  vaultName: 'photos',
  vaultArn: VAULT_ARN,
  action: 'ArchiveRetrieval',
  tier: 'Standard',
  description: 'urgent job 8',
  createdAt: COMPLETED_AT - HOUR_MS / 5,
  completesAt: COMPLETED_AT,
  outcome: 'Succeeded',
  forgottenAt: COMPLETED_AT + 24 * HOUR_MS,
};

const NUMBERS = STEPS.map((_, index) => index + 1);

/** The body of the event of a transition, by its number from 1. */
export const bodyOf = (sequence: number): string => buildJobEvent(aJob(STEPS), sequence).body;

/** The id of a transition's event. */
export const idOf = (sequence: number): string => buildJobEvent(aJob(STEPS), sequence).id;

/** The operator event of the endpoint that is gone. */
const DISABLED = JSON.stringify({
  id: 'evt_gone',
  type: 'webhook.endpoint.disabled',
  data: { endpointId: 'ep_gone', reason: 'the receiver answered 410 Gone' },
});

/** The records of a run without a fault: one job with a complete history. */
export const validRecords = (): ChaosRecords => {
  const job = aJob(STEPS);
  const endpointIds = new Map(CHAOS_ENDPOINTS.map(({ path }) => [path, `ep_${path.slice(1)}`]));
  const due = CHAOS_ENDPOINTS.flatMap(({ path, isDue }) =>
    STEPS.flatMap(({ status }, index) =>
      isDue(job, status) ? [{ path, sequence: index + 1 }] : [],
    ),
  );
  return {
    ledger: [aLedgerJob],
    notices: [],
    forged: [],
    unreadable: [],
    collected: new Set(),
    jobs: [job],
    images: new Map([['job-1', NUMBERS.map((count) => aJob(STEPS.slice(0, count)))]]),
    published: new Map([
      ...NUMBERS.map((sequence) => [idOf(sequence), new Set([bodyOf(sequence)])] as const),
      ['evt_gone', new Set([DISABLED])],
    ]),
    received: due.map(({ path, sequence }) => ({
      path,
      webhookId: idOf(sequence),
      headers: {},
      body: Buffer.from(bodyOf(sequence)),
      verified: true,
      at: COMPLETED_AT,
      answeredStatus: 200,
    })),
    endpointIds,
    deliveries: due.map(({ path, sequence }) => ({
      eventId: idOf(sequence),
      endpointId: endpointIds.get(path) ?? '',
      state: 'delivered',
    })),
    endpoints: CHAOS_ENDPOINTS.map(({ path, mode }) => ({
      endpointId: endpointIds.get(path) ?? '',
      state: mode === 'gone' ? 'disabled' : 'enabled',
    })),
    queues: [
      { name: 'DeliveryQueue', bodies: [], waiting: 0 },
      { name: 'FailedNoticesQueue', bodies: [], waiting: 0 },
      { name: 'FailedEventsQueue', bodies: [], waiting: 0 },
      { name: 'FailedTracksQueue', bodies: [], waiting: 0 },
    ],
  };
};

/** The records with another path of the job; nothing else is made to fit. */
export const withSteps = (records: ChaosRecords, steps: readonly Transition[]): ChaosRecords => ({
  ...records,
  jobs: [aJob(steps)],
  images: new Map([['job-1', steps.map((_, index) => aJob(steps.slice(0, index + 1)))]]),
});

/** The steps of the job, to be changed. */
export const validSteps = (): Transition[] => STEPS.map((step) => ({ ...step }));
