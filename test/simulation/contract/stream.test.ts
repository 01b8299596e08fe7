import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStreamImage } from '../../../lambdas/adapters/dynamo/items/stream-image.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import { type EventFilter, passesAny } from '../../../sandbox/sources/event-filter.ts';
import {
  createStreamReader,
  type StreamChange,
  type StreamReader,
} from '../../../sandbox/sources/stream-reader.ts';
import { clientConfig } from '../../../sandbox/template/account.ts';
import { readDeployment } from '../../../simulation/functions/deployment.ts';
import { createJobsStream } from '../../../simulation/ports/stream.ts';
import { POLICY } from '../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import { createRealJobs, createSimulatedJobs } from './both-jobs.ts';
import { JOB_KEYS, randomEvidence } from './random-evidence.ts';

const NOW_MS = Date.parse('2026-03-14T08:00:00.000Z');

let local: LocalDynamo;
let streams: DynamoDBStreamsClient;
let filters: readonly EventFilter[];

beforeAll(async () => {
  local = await startLocalDynamo();
  streams = new DynamoDBStreamsClient({ ...clientConfig, endpoint: local.endpoint });
  filters = readDeployment({ vaults: ['photos'] }).filtersOf('JobsTable');
});
afterAll(async () => {
  streams.destroy();
  await local.stop();
});

const openStream = async (table: string): Promise<StreamReader> => {
  const { TableDescription } = await local.client.send(
    new UpdateTableCommand({
      TableName: table,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  const streamArn = TableDescription?.LatestStreamArn ?? '';
  return createStreamReader({ streamArn, streams, clock: { now: () => NOW_MS } });
};

const readToEnd = async (reader: StreamReader): Promise<readonly DynamoDBRecord[]> => {
  const records: DynamoDBRecord[] = [];
  for (let found = await reader.readNew(); found.length > 0; found = await reader.readNew()) {
    records.push(...found.map(({ record }) => record));
  }
  return records;
};

/** What a function sees of a record, and whether it gets it at all. */
const view = (record: DynamoDBRecord, readImage: (image: unknown) => unknown) => ({
  eventName: record.eventName,
  keys: record.dynamodb?.Keys,
  before: readImage(record.dynamodb?.OldImage),
  after: readImage(record.dynamodb?.NewImage),
  passes: passesAny(filters, record),
});

const ofJob = (records: readonly DynamoDBRecord[], jobId: string, vaultArn: string) =>
  records.filter(
    ({ dynamodb }) =>
      dynamodb?.Keys?.['jobId']?.S === jobId && dynamodb.Keys['vaultArn']?.S === vaultArn,
  );

it('records every write of a job as a stream of DynamoDB does, in the order of the job', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomEvidence, { maxLength: 30, size: 'max' }), async (pieces) => {
      const [all, passed]: [StreamChange[], StreamChange[]] = [[], []];
      const unfiltered = createJobsStream(() => NOW_MS, []);
      const filtered = createJobsStream(() => NOW_MS, filters);
      unfiltered.onChange = (change) => void all.push(change);
      filtered.onChange = (change) => void passed.push(change);
      const simulated = createSimulatedJobs((before, after) => {
        unfiltered.follow(before, after);
        filtered.follow(before, after);
      });
      const real = await createRealJobs(local.client);
      const reader = await openStream(real.table);
      for (const piece of pieces) {
        await createRecorder(simulated.store, POLICY)(piece, piece.observedAt);
        await createRecorder(real.store, POLICY)(piece, piece.observedAt);
      }
      const records = await readToEnd(reader);
      for (const { jobId, vaultArn } of JOB_KEYS) {
        const followed = ofJob(
          all.map(({ record }) => record),
          jobId,
          vaultArn,
        ).map((record) => view(record, unfiltered.readImage));
        const seen = ofJob(records, jobId, vaultArn).map((record) => view(record, readStreamImage));
        expect(seen).toStrictEqual(followed);
      }
      const numbers = all
        .filter(({ record }) => passesAny(filters, record))
        .map(({ sequenceNumber }) => sequenceNumber);
      expect(passed.map(({ sequenceNumber }) => sequenceNumber)).toStrictEqual(numbers);
    }),
    { numRuns: 25 },
  );
});

it('keeps the end of a row from fan-out, which the simulation does not record', async () => {
  const real = await createRealJobs(local.client);
  const reader = await openStream(real.table);
  const [key] = JOB_KEYS;
  const [piece] = fc.sample(
    randomEvidence.filter(({ kind }) => kind === 'seen'),
    1,
  );
  await createRecorder(real.store, POLICY)({ ...piece!, key: key! }, piece!.observedAt);
  await real.expire(key!);
  const records = await readToEnd(reader);
  expect(records.map(({ eventName }) => eventName)).toStrictEqual(['INSERT', 'REMOVE']);
  expect(records.map((record) => passesAny(filters, record))).toStrictEqual([true, false]);
});
