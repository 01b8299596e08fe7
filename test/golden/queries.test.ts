import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDeliveryIndex } from '../../lambdas/adapters/dynamo/delivery-index.ts';
import { createDynamoUnhealthyEndpoints } from '../../lambdas/adapters/dynamo/endpoints/troubled.ts';
import { toPlainItem } from '../../lambdas/adapters/dynamo/items/plain-item.ts';
import { createDynamoJobIndex } from '../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoKnownJobs } from '../../lambdas/adapters/dynamo/known-jobs.ts';
import { createDynamoArchiveJobs } from '../../operations/aws/tables/archive-jobs.ts';
import { createDynamoCountedJobs } from '../../operations/aws/tables/counted-jobs.ts';
import { createDynamoEventDeliveries } from '../../operations/aws/tables/event-deliveries.ts';
import { createDynamoJobList } from '../../operations/aws/tables/job-list.ts';
import { createDynamoJobScanner } from '../../operations/aws/tables/job-scan.ts';
import { createDynamoRecentJobs } from '../../operations/aws/tables/recent-jobs.ts';
import { newestJobs } from '../../operations/events/recent.ts';
import { KEY } from '../support/evidence.ts';
import { createFakeLog } from '../support/fake-telemetry.ts';
import { type GoldenWorld, startGoldenWorld } from './generate/golden-world.ts';
import { readGolden, VERSIONS } from './read-golden.ts';

const NEVER = '9999-01-01T00:00:00.000Z';

type Row = Readonly<Record<string, unknown>>;

const pick = (row: Row, names: string): Row =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])),
  );

const sorted = (rows: readonly object[]) =>
  rows
    .map((row) => JSON.parse(JSON.stringify(row)) as Row)
    .sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
const idOf = ({ jobId, eventId, endpointId }: Row) => [jobId, eventId, endpointId].join(' ');

const all = async <Page>(pages: AsyncIterable<Page>): Promise<Page[]> => {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
};

describe.each(VERSIONS)('on rows that version %s persisted, queries', (version) => {
  const golden = readGolden(version);
  const jobs = golden.jobs.map(toPlainItem);
  const deliveries = golden.deliveries.map(toPlainItem);
  const endpoints = golden.endpoints.map(toPlainItem);
  const statusKeys = [...new Set(jobs.map(({ statusKey }) => String(statusKey)))];
  const deliveriesIndex = () => createDynamoDeliveryIndex(world.client, 'deliveries');

  let world: GoldenWorld;

  beforeAll(async () => {
    world = await startGoldenWorld();
    for (const table of ['jobs', 'deliveries', 'endpoints'] as const) {
      for (const Item of golden[table]) {
        await world.client.send(new PutItemCommand({ TableName: table, Item }));
      }
    }
  });

  afterAll(() => world.stop());

  it.each(statusKeys)('list the jobs of %s', async (statusKey) => {
    const expected = (names: string) =>
      sorted(jobs.filter((job) => job['statusKey'] === statusKey).map((job) => pick(job, names)));
    const list = createDynamoJobList(world.client, 'jobs');
    const listed = await list({ statusKey, limit: 100 });
    expect(sorted(listed.jobs)).toStrictEqual(
      expected(
        'vaultArn jobId status statusKey statusSince action tier jobDescription creationDate completionDate outputExpiresAt',
      ),
    );
    const recent = await newestJobs(createDynamoRecentJobs(world.client, 'jobs'), statusKey, 100);
    expect(sorted(recent)).toStrictEqual(expected('vaultArn jobId statusSince sequence'));
  });

  it.each(statusKeys)(
    'find the jobs of %s that are due, without outputs that stay',
    async (key) => {
      const index = createDynamoJobIndex(world.client, 'jobs');
      const page = await index.page({ statusKey: key, after: undefined, upTo: NEVER });
      const due = jobs.filter(
        ({ statusKey, outputLocation }) => statusKey === key && outputLocation === undefined,
      );
      const names = 'vaultArn jobId statusSince creationDate vaultMissingSince';
      expect(sorted(page.jobs)).toStrictEqual(sorted(due.map((job) => pick(job, names))));
    },
  );

  it('read, count and replay every job', async () => {
    const keys = jobs.map((job) => ({ ...KEY, jobId: String(job['jobId']) }));
    const known = await createDynamoKnownJobs(world.client, 'jobs').find(keys);
    const knownNames = 'vaultArn jobId status statusCode vaultMissingSince';
    expect(sorted(known)).toStrictEqual(sorted(jobs.map((job) => pick(job, knownNames))));
    const scanned = await all(createDynamoJobScanner(world.client, 'jobs').pages(NEVER));
    expect(sorted(scanned.flatMap((page) => page.jobs))).toStrictEqual(sorted(jobs));
    const counted = await all(createDynamoCountedJobs(world.client, 'jobs')({ since: '2026' }));
    const countedNames = 'vaultArn status action tier completionDate';
    const steps = (job: Row) =>
      (job['transitions'] as Row[]).map((step) => pick(step, 'status at source'));
    const textsOf = (rows: readonly object[]) =>
      sorted(rows)
        .map((row) => JSON.stringify(row))
        .sort();
    expect(textsOf(counted.flat())).toStrictEqual(
      textsOf(jobs.map((job) => ({ ...pick(job, countedNames), transitions: steps(job) }))),
    );
  });

  it('find the jobs of archives that need not be started again', async () => {
    const now = '2026-03-14T12:00:00.000Z';
    const found = await all(createDynamoArchiveJobs(world.client, 'jobs')(KEY.vaultArn, now));
    const names = 'jobId archiveId status tier retrievalByteRange archiveSizeInBytes';
    const live = jobs.filter(
      ({ action, status, outputExpiresAt = '' }) =>
        action === 'ArchiveRetrieval' && (status === 'InProgress' || String(outputExpiresAt) > now),
    );
    expect(sorted(found.flat())).toStrictEqual(sorted(live.map((job) => pick(job, names))));
  });

  it('find the deliveries that wait, and those of an event', async () => {
    const index = deliveriesIndex();
    const waiting = deliveries.filter(({ dueShard }) => dueShard !== undefined);
    const due = await Promise.all(
      waiting.map(({ dueShard }) => index.due(String(dueShard), NEVER)),
    );
    const keys = due.flatMap(({ entries }) => entries);
    expect(sorted(keys)).toEqual(
      expect.arrayContaining(waiting.map((row) => pick(row, 'eventId endpointId'))),
    );
    const [{ eventId = '' } = {}] = waiting;
    const ofEvent = await createDynamoEventDeliveries(world.client, 'deliveries')(String(eventId));
    expect(sorted(ofEvent)).toStrictEqual(
      sorted(deliveries.filter((row) => row['eventId'] === eventId)),
    );
  });

  it.each(endpoints.map(({ endpointId }) => String(endpointId)))(
    'find what the endpoint %s has not received',
    async (endpointId) => {
      const states = ['retrying', 'parked', 'exhausted', 'dropped'] as const;
      const range = { endpointId, from: '', to: NEVER, states };
      const { entries } = await deliveriesIndex().ofEndpoint(range);
      const names = 'eventId endpointId state attemptCount updatedAt nextAttemptAt';
      const lacked = deliveries.filter(
        (row) => row['endpointId'] === endpointId && row['state'] !== 'delivered',
      );
      expect(sorted(entries)).toStrictEqual(sorted(lacked.map((row) => pick(row, names))));
    },
  );

  it('find the unhealthy endpoints', async () => {
    const list = createDynamoUnhealthyEndpoints(world.client, 'endpoints', createFakeLog());
    const signs = 'failingSince probeAt drainSince disableNoticePendingSince';
    const unhealthy = endpoints.filter((row) => Object.keys(pick(row, signs)).length > 0);
    expect((await list.list()).map(({ endpointId }) => endpointId).sort()).toStrictEqual(
      unhealthy.map(({ endpointId }) => endpointId).sort(),
    );
  });
});
