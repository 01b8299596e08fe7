import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { BenchDelivery } from './sender.ts';

const AT = '2026-03-14T09:26:53.589Z';

/** Makes N deliveries of the event "succeeded", of different jobs. */
export const createDeliveries = (count: number): BenchDelivery[] =>
  Array.from({ length: count }, (_, index) => {
    const { id, body } = buildJobEvent(
      {
        vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
        jobId: `HkF9p6o7yjhFx-K3CGl6fuSm6VzW9T7esGQfco8nUXVYwS0jlb5gq1JZ55yHgt5vP54ZShjoQzQVVh7vEXAMPLEjobID${index}`,
        status: 'Succeeded',
        statusKey: 'Succeeded',
        statusSince: AT,
        sequence: 2,
        revision: 2,
        transitions: [
          { status: 'InProgress', at: '2026-03-14T05:21:10.004Z', source: 'cloudtrail' },
          { status: 'Succeeded', at: AT, source: 'notice' },
        ],
        firstSeenAt: '2026-03-14T05:21:10.004Z',
        lastChange: 'transition',
        action: 'ArchiveRetrieval',
        tier: 'Standard',
        creationDate: '2026-03-14T05:21:10.004Z',
        completionDate: '2026-03-14T09:26:51.000Z',
        outputExpiresAt: '2026-03-15T09:26:51.000Z',
        jobDescription: 'nightly: album 7',
        archiveSizeInBytes: 16_777_216,
      },
      2,
    );
    return { id, body };
  });
