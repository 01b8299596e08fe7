import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { readStreamImage } from '../../../lambdas/adapters/dynamo/items/stream-image.ts';
import type { DeliveryMessage } from '../../../lambdas/core/delivery/message.ts';
import { DEFAULT_EVENT_TYPES, type Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import type { AnnouncedEvent } from '../../../lambdas/core/event/announced-event.ts';
import type { FailedEvent, RefusedEntry } from '../../../lambdas/core/event/topic.ts';
import type { GroupEntry } from '../../../lambdas/core/group/entry.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import { createFanOut } from '../../../lambdas/fan-out/handler.ts';
import { live, pending, seen } from '../../support/evidence.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';
import { anEntry } from '../../support/group-entries.ts';

const PENDING = live([pending('registration', '2026-03-14T03:40:20.000Z')]);
const DONE = live([seen('notice', '2026-03-14T07:32:43.000Z')], undefined, PENDING);

const image = (item: Job | object | undefined) =>
  item && marshall(item, { removeUndefinedValues: true });

const aRecord = (number: string, after: object | undefined, before?: Job): DynamoDBRecord =>
  ({
    dynamodb: {
      SequenceNumber: number,
      Keys: image({ vaultArn: PENDING?.vaultArn, jobId: PENDING?.jobId }),
      NewImage: image(after),
      OldImage: image(before),
    },
  }) as DynamoDBRecord;

const entryRecord = (number: string, entry: GroupEntry): DynamoDBRecord =>
  ({
    dynamodb: {
      SequenceNumber: number,
      Keys: image({ group: entry.group, entry: entry.entry }),
      NewImage: image(entry),
    },
  }) as DynamoDBRecord;

const anEndpoint = (endpointId: string, changes: Partial<Endpoint> = {}): Endpoint => ({
  endpointId,
  eventTypes: [...DEFAULT_EVENT_TYPES],
  filter: {},
  state: 'enabled',
  ...changes,
});

const setUp = (refused: { topic?: RefusedEntry[]; queue?: RefusedEntry[] } = {}) => {
  const published: AnnouncedEvent[][] = [];
  const sent: DeliveryMessage[][] = [];
  const failed: FailedEvent[] = [];
  const noted: (readonly string[])[] = [];
  const metrics = createFakeMetrics();
  const fanOut = createFanOut({
    readImage: readStreamImage,
    endpoints: {
      list: () =>
        Promise.resolve([
          anEndpoint('ep_all'),
          anEndpoint('ep_other', { filter: { vaultNames: ['x*'] } }),
        ]),
    },
    topic: {
      publish: (events) => {
        published.push([...events]);
        return Promise.resolve(refused.topic ?? []);
      },
    },
    queue: {
      send: (deliveries) => {
        sent.push([...deliveries]);
        return Promise.resolve(refused.queue ?? []);
      },
    },
    noteGroups: (groups) => {
      // What a member announces must not wait for its group.
      noted.push([...groups, `after ${published.length}`]);
      return Promise.resolve();
    },
    failedEvents: {
      keep: (one) => {
        failed.push(one);
        return Promise.resolve();
      },
    },
    log: createFakeLog(),
    metrics,
  });
  const run = (...records: DynamoDBRecord[]) => fanOut({ Records: records } as DynamoDBStreamEvent);
  return { run, published, sent, failed, noted, metrics };
};

describe('fan-out', () => {
  it('notes the groups of members after it has announced them', async () => {
    const { run, noted } = setUp();
    await run(
      aRecord('1', { ...PENDING, group: 'photos', groupSort: 'x' }),
      aRecord('2', DONE, PENDING),
    );
    expect(noted).toStrictEqual([['photos', 'after 1']]);
  });

  it('notes the group of a job that turns out to have one, and announces nothing', async () => {
    const { run, noted, published } = setUp();
    await run(aRecord('1', { ...DONE, group: 'photos', groupSort: 'x' }, DONE));
    expect(published).toStrictEqual([]);
    expect(noted).toStrictEqual([['photos', 'after 0']]);
  });

  it('announces each transition once to the topic and to each matching endpoint', async () => {
    const { run, published, sent } = setUp();
    const response = await run(aRecord('1', PENDING), aRecord('2', DONE, PENDING));
    expect(response).toStrictEqual({ batchItemFailures: [] });
    expect(published.map((events) => events.map(({ type }) => type))).toStrictEqual([
      ['glacier.job.in_progress', 'glacier.job.succeeded'],
    ]);
    expect(sent).toStrictEqual([
      [
        {
          eventId: published[0]?.[1]?.id,
          endpointId: 'ep_all',
          eventType: 'glacier.job.succeeded',
          body: published[0]?.[1]?.body,
        },
      ],
    ]);
  });

  it.each([
    ['is damaged', { transitions: 'none' }, /damaged in: transitions/],
    ['has a later status', { status: 'Restored' }, /status "Restored"\. A later version wrote it/],
    [
      'has a later event version',
      { transitions: [{ ...DONE?.transitions[0], eventVersion: 2 }] },
      /transitions\.0\.eventVersion 2\. A later version wrote it/,
    ],
  ])('keeps the key of a row that %s, and goes on with the batch', async (_, changes, reason) => {
    const { run, published, failed, metrics } = setUp();
    const damaged = { ...DONE, ...changes };
    const response = await run(aRecord('1', damaged), aRecord('2', DONE, PENDING));
    expect(response).toStrictEqual({ batchItemFailures: [] });
    expect(failed).toStrictEqual([
      {
        vaultArn: PENDING?.vaultArn,
        jobId: PENDING?.jobId,
        reason: expect.stringMatching(reason),
      },
    ]);
    expect(published[0]).toHaveLength(1);
    expect(metrics.sums.get('EventFailed')).toBe(1);
  });

  it('keeps an event that the topic refuses for its own fault', async () => {
    const { run, failed } = setUp({
      topic: [{ index: 0, reason: 'InvalidParameter', isEntryFault: true }],
    });
    expect(await run(aRecord('1', DONE, PENDING))).toStrictEqual({ batchItemFailures: [] });
    expect(failed).toMatchObject([
      { jobId: PENDING?.jobId, sequence: 2, reason: 'InvalidParameter' },
    ]);
  });

  it.each([
    ['topic', { topic: [{ index: 1, reason: 'InternalError', isEntryFault: false }] }],
    ['queue', { queue: [{ index: 0, reason: 'InternalError', isEntryFault: false }] }],
  ])(
    'is given again what the %s refused, from its place in the stream on',
    async (_which, refused) => {
      const { run, failed } = setUp(refused);
      const response = await run(
        aRecord('1', PENDING),
        aRecord('2', DONE, PENDING),
        aRecord('3', PENDING),
      );
      expect(response).toStrictEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
      expect(failed).toStrictEqual([]);
    },
  );

  it('counts what it announced by status, and completions by who found them and how late', async () => {
    const { run, metrics } = setUp({
      topic: [{ index: 1, reason: 'InternalError', isEntryFault: false }],
    });
    const found = live([seen('list-jobs', '2026-03-14T07:47:42.098Z')], undefined, PENDING);
    await run(aRecord('1', PENDING), aRecord('2', found, PENDING), aRecord('3', DONE, PENDING));
    expect([...metrics.sums]).toStrictEqual([
      ['JobInProgress', 1],
      ['JobSucceeded', 1],
      ['FoundByPolling', 0],
      ['FoundByNotice', 1],
      ['DelayByNotice', 902],
    ]);
  });

  it('announces a change of a group to the topic and to endpoints without a filter on jobs', async () => {
    const { run, published, sent, metrics } = setUp();
    const response = await run(entryRecord('1', anEntry()));
    expect(response).toStrictEqual({ batchItemFailures: [] });
    expect(published[0]).toMatchObject([{ type: 'glacier.group.completed', group: 'photos-2026' }]);
    expect(sent[0]).toMatchObject([{ endpointId: 'ep_all', body: published[0]?.[0]?.body }]);
    expect([...metrics.sums]).toStrictEqual([]);
  });

  it('announces nothing when a group was reopened', async () => {
    const { run, published } = setUp();
    await run(entryRecord('1', anEntry({ change: 'reopened' })));
    expect(published).toStrictEqual([]);
  });

  const ORIGIN = { group: 'photos-2026', openedAt: '2026-03-14T03:40:20.000Z', sequence: 12 };

  it('keeps the origin of a change of a group that cannot be read or is refused', async () => {
    const refused = { index: 0, reason: 'InvalidParameter', isEntryFault: true };
    const { run, failed } = setUp({ topic: [refused] });
    const later = { ...anEntry({ sequence: 12 }), eventVersion: 2 } as unknown as GroupEntry;
    await run(entryRecord('1', anEntry({ sequence: 12 })), entryRecord('2', later));
    expect(failed).toStrictEqual([
      { ...ORIGIN, reason: 'InvalidParameter' },
      { ...ORIGIN, reason: expect.stringContaining('A later version wrote it') },
    ]);
  });

  it('announces nothing when only details changed', async () => {
    const { run, published, sent } = setUp();
    await run(aRecord('1', DONE, DONE));
    expect([published, sent]).toStrictEqual([[], []]);
  });
});
