import { PutItemCommand, type QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../../../bench/notices/jobs-table.ts';
import { createDynamoJobIndex } from '../../../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../../../lambdas/adapters/dynamo/known-jobs.ts';
import { createRecorder } from '../../../../lambdas/core/job/record.ts';
import { planWindows } from '../../../../lambdas/core/polling/plan.ts';
import { KEY, POLICY, pending, seen } from '../../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';
import { STANDARD } from '../../../support/polling.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const SINCE = '2026-03-14T03:40:19.264Z';
const TABLE = 'indexed-jobs';

let local: LocalDynamo;

const putWaiting = (jobId: string, statusKey: string, statusSince: string) =>
  local.client.send(
    new PutItemCommand({
      TableName: TABLE,
      Item: marshall({ ...KEY, jobId, statusKey, statusSince, status: 'InProgress' }),
    }),
  );

beforeAll(async () => {
  local = await startLocalDynamo();
  await createJobsTable(local.client, TABLE);
  const store = createDynamoJobStore(local.client, TABLE);
  const evidence = pending('registration', CREATED);
  await createRecorder(store, POLICY)(evidence, CREATED);
  for (const [jobId, since] of [
    ['b1', '01'],
    ['b2', '02'],
    ['b3', '03'],
  ] as const) {
    await putWaiting(jobId, 'InProgress#Bulk', `2026-03-${since}T00:00:00.000Z`);
  }
});
afterAll(() => local.stop());

describe('the index byStatus', () => {
  const createIndex = () => createDynamoJobIndex(local.client, TABLE);
  const all = { statusKey: 'InProgress#Bulk', upTo: '2026-04' };

  it('finds a pending job in exactly one of two adjoining windows', async () => {
    const window = { statusKey: STANDARD };
    const page = async (after: string, upTo: string) =>
      (await createIndex().page({ ...window, after, upTo })).jobs;
    expect(await page('2026-03-14T03:39:19.264Z', SINCE)).toStrictEqual([
      { ...KEY, statusSince: SINCE, creationDate: SINCE, vaultMissingSince: undefined },
    ]);
    expect(await page(SINCE, '2026-03-14T03:41:19.264Z')).toStrictEqual([]);
  });

  it('knows the oldest and the newest of a partition, and that there is none', async () => {
    expect(await createIndex().span('InProgress#Bulk')).toStrictEqual({
      oldest: '2026-03-01T00:00:00.000Z',
      newest: '2026-03-03T00:00:00.000Z',
    });
    expect(await createIndex().span('Failed')).toBeUndefined();
  });

  it('takes every age for possible where the date of the oldest or newest job is none', async () => {
    const key = { statusKey: 'InProgress#Expedited', ages: [3], tickMinutes: 1 };
    await putWaiting('e', key.statusKey, '2026-03-14T07:00:00.000Z');
    await putWaiting('low', key.statusKey, '!');
    await putWaiting('high', key.statusKey, 'tomorrow');
    const span = await createIndex().span(key.statusKey);
    if (span === undefined) throw new Error('no span');
    const [window] = planWindows(key, '2026-03-14T07:03:00.000Z', span);
    expect(window && (await createIndex().page(window)).jobs).toMatchObject([{ jobId: 'e' }]);
  });

  it('continues behind the page that was read', async () => {
    const send = (command: QueryCommand) => {
      Object.assign(command.input, { Limit: 2 });
      return local.client.send(command);
    };
    const paged = createDynamoJobIndex({ send } as unknown as typeof local.client, TABLE);
    const first = await paged.page(all);
    expect(first.jobs.map(({ jobId }) => jobId)).toStrictEqual(['b1', 'b2']);
    const second = await paged.page(all, first.next);
    expect(second.jobs.map(({ jobId }) => jobId)).toStrictEqual(['b3']);
    expect(second.next).toBeUndefined();
  });

  it('reads a job with a damaged date as one without, beside the others', async () => {
    const row = { ...KEY, statusKey: 'InProgress#Damaged', status: 'InProgress' };
    for (const [jobId, date] of [
      ['number', 7],
      ['sound', SINCE],
    ] as const) {
      const dates = { creationDate: date, vaultMissingSince: date };
      const Item = marshall({ ...row, jobId, statusSince: SINCE, ...dates });
      await local.client.send(new PutItemCommand({ TableName: TABLE, Item }));
    }
    const { jobs } = await createIndex().page({ ...all, statusKey: row.statusKey });
    const dates = jobs.map((job) => [job.jobId, job.creationDate, job.vaultMissingSince]);
    expect(dates).toStrictEqual([
      ['number', undefined, undefined],
      ['sound', SINCE, SINCE],
    ]);
    expect(await createIndex().span(row.statusKey)).toStrictEqual({ oldest: SINCE, newest: SINCE });
  });

  it('leaves out of those that succeeded whose output does not expire', async () => {
    const at = '2026-03-01T00:00:00.000Z';
    for (const [jobId, outputExpiresAt] of [['select'], ['archive', at]] as const) {
      const row = { ...KEY, jobId, statusKey: 'Succeeded', statusSince: at, outputExpiresAt };
      const Item = marshall(row, { removeUndefinedValues: true });
      await local.client.send(new PutItemCommand({ TableName: TABLE, Item }));
    }
    const { jobs } = await createIndex().page({ ...all, statusKey: 'Succeeded', upTo: at });
    expect(jobs.map(({ jobId }) => jobId)).toStrictEqual(['archive']);
  });
});

describe('what is known of many jobs', () => {
  it('is read at once, without those that are not recorded', async () => {
    const known = createDynamoKnownJobs(local.client, TABLE);
    expect(await known.find([KEY, { ...KEY, jobId: 'unrecorded' }])).toStrictEqual([
      { ...KEY, status: 'InProgress', statusCode: 'InProgress' },
    ]);
    expect(await known.find([])).toStrictEqual([]);
  });

  it('is read again where DynamoDB has left keys out, up to a limit', async () => {
    const answers: object[] = [];
    const client = { send: () => Promise.resolve(answers.shift()) };
    const known = createDynamoKnownJobs(client as unknown as typeof local.client, TABLE);
    const item = (jobId: string) => marshall({ ...KEY, jobId, status: 'Failed' });
    const left = { [TABLE]: { Keys: [marshall({ ...KEY, jobId: 'b' })] } };
    answers.push({ Responses: { [TABLE]: [item('a')] }, UnprocessedKeys: left });
    answers.push({ Responses: { [TABLE]: [item('b')] } });
    const keys = ['a', 'b'].map((jobId) => ({ ...KEY, jobId }));
    expect((await known.find(keys)).map(({ jobId }) => jobId)).toStrictEqual(['a', 'b']);
    answers.push({ UnprocessedKeys: left });
    await expect(known.find([KEY])).rejects.toThrow(/no key/);
  });
});

it('writes a job so that the index finds it no longer among the pending ones', async () => {
  const table = 'ended-jobs';
  await createJobsTable(local.client, table);
  const record = createRecorder(createDynamoJobStore(local.client, table), POLICY);
  await record(pending('registration', CREATED), CREATED);
  const evidence = seen('notice', COMPLETED);
  await record(evidence, COMPLETED);
  const index = createDynamoJobIndex(local.client, table);
  expect(await index.span(STANDARD)).toBeUndefined();
  expect((await index.span('Succeeded'))?.newest).toBe(evidence.details.completionDate);
});
