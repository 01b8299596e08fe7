import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { entryKey, type GroupEntry } from '../../lambdas/core/group/entry.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import { plusHours } from '../../lambdas/core/instant.ts';
import type { Job, Transition } from '../../lambdas/core/job/job.ts';
import { STATUSES, type Status, statusKey } from '../../lambdas/core/job/status.ts';
import { buildTestEvent } from '../replay/test-event.ts';

/** An event as a receiver gets it. */
export interface WebhookEvent {
  readonly id: string;
  readonly type: string;
  /** The very bytes. */
  readonly body: string;
}

const VAULT_ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const ARCHIVE_ID =
  'NkbByEejwEggmBz2fTHgJrg0XBoDfjP4q6iu87-TjhqG6eGoOY9Z8i1_AUyUsuhPAdTqLHy8pTl5nfCFJmDl2yE';
const TREE_HASH = '9628195fcdbcbbe76cdde932d4646fa7de5f219fb39823836d81f0cc0e18aa67';

/** The way that a sample job takes to each status. */
const PATHS: Readonly<Record<Status, readonly Status[]>> = {
  InProgress: ['InProgress'],
  Succeeded: ['InProgress', 'Succeeded'],
  Failed: ['InProgress', 'Failed'],
  Expiring: ['InProgress', 'Succeeded', 'Expiring'],
  Expired: ['InProgress', 'Succeeded', 'Expiring', 'Expired'],
  Collected: ['InProgress', 'Succeeded', 'Collected'],
};

const SOURCES = {
  InProgress: 'registration',
  Succeeded: 'notice',
  Failed: 'notice',
  Expiring: 'clock',
  Expired: 'describe-job',
  Collected: 'collection',
} as const;

const HOURS = { InProgress: 0, Succeeded: 4, Failed: 4, Expiring: 24, Expired: 28, Collected: 5 };

/** Makes an example of every event that an endpoint can get, the last transition of each at `now`. */
export const sampleEvents = (endpointId: string, now: Instant): readonly WebhookEvent[] => [
  ...STATUSES.map((status) => {
    const job = sampleJob(status, now);
    return buildJobEvent(job, job.transitions.length);
  }),
  ...sampleEntries(now).flatMap((entry) => buildGroupEvent(entry) ?? []),
  toWebhookEvent(endpointId, now),
];

const toWebhookEvent = (endpointId: string, now: Instant): WebhookEvent => {
  const { eventId, eventType, body } = buildTestEvent(endpointId, now);
  return { id: eventId, type: eventType, body };
};

const sampleJob = (status: Status, now: Instant): Job => {
  const path = PATHS[status];
  const begunAt = plusHours(now, -HOURS[status]);
  const at = (step: Status): Instant => plusHours(begunAt, HOURS[step]);
  const completionDate = status === 'InProgress' ? undefined : at('Succeeded');
  return {
    vaultArn: VAULT_ARN,
    jobId: `sample-${status}-${Date.parse(now).toString(36)}`,
    status,
    statusKey: statusKey({ status, tier: 'Standard' }),
    statusSince: now,
    sequence: path.length,
    revision: path.length,
    lastChange: 'transition',
    firstSeenAt: begunAt,
    transitions: path.map((step) => toTransition(step, at(step))),
    action: 'ArchiveRetrieval',
    tier: 'Standard',
    jobDescription: 'a sample',
    archiveId: ARCHIVE_ID,
    archiveSizeInBytes: 16_777_216,
    sha256TreeHash: TREE_HASH,
    archiveSha256TreeHash: TREE_HASH,
    creationDate: begunAt,
    completionDate,
    ...(completionDate && status !== 'Failed'
      ? { outputExpiresAt: plusHours(completionDate, 24) }
      : {}),
  };
};

const toTransition = (status: Status, at: Instant): Transition => ({
  status,
  at,
  source: SOURCES[status],
  ...(status === 'Failed' ? { statusMessage: 'The archive could not be retrieved.' } : {}),
});

/** A group of 20 jobs that was opened two days ago. */
const sampleEntries = (now: Instant): readonly GroupEntry[] => {
  const openedAt = plusHours(now, -48);
  const firstExpiresAt = plusHours(now, 4);
  const jobs = [{ vaultArn: VAULT_ARN, jobId: `sample-${Date.parse(now).toString(36)}` }];
  const counts = { Collected: 12, Expiring: 3, Failed: 1, Succeeded: 4 };
  const changes = [
    { change: 'overdue', reason: 'late-members' },
    { change: 'expiring', expiringCount: 3, firstExpiresAt },
    { change: 'completed', counts, firstExpiresAt },
  ] as const;
  return changes.map((change, index) => ({
    group: 'sample',
    entry: entryKey(openedAt, index + 1),
    at: now,
    accountId: '123456789012',
    region: 'eu-west-1',
    openedAt,
    sequence: index + 1,
    expected: 20,
    ...(change.change === 'expiring' ? {} : { jobs }),
    ...change,
  }));
};
