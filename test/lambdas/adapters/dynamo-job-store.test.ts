import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoJobIndex } from '../../../lambdas/adapters/dynamo-job-index.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo-job-store.ts';
import { createRecorder, type RecordEvidence } from '../../../lambdas/core/record.ts';
import {
  clock,
  collected,
  KEY,
  live,
  notFound,
  POLICY,
  path,
  pending,
  seen,
} from '../../support/evidence.ts';
import { createJobsTable } from '../../support/jobs-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';

let local: LocalDynamo;
let tables = 0;

/** A fresh table, the recorder on it, and the names of the requests that it made. */
const aTable = async () => {
  tables += 1;
  const name = `jobs-${tables}`;
  await createJobsTable(local.client, name);
  const requests: string[] = [];
  const counted = countRequests(local.client, requests);
  const store = createDynamoJobStore(counted, name);
  const index = createDynamoJobIndex(local.client, name);
  return { store, index, requests, record: createRecorder(store, POLICY) };
};

const countRequests = (client: DynamoDBClient, requests: string[]): DynamoDBClient => {
  const counted = Object.create(client) as DynamoDBClient;
  counted.send = ((command: object, ...rest: unknown[]) => {
    requests.push(command.constructor.name);
    return (client.send as (...given: unknown[]) => unknown)(command, ...rest);
  }) as DynamoDBClient['send'];
  return counted;
};

const recordAll = async (
  record: RecordEvidence,
  evidence: readonly Parameters<RecordEvidence>[0][],
) => {
  for (const piece of evidence) await record(piece, piece.observedAt);
};

beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

describe('recording on a real table', () => {
  it.each([
    ['an unknown job', []],
    ['a known job', [pending('registration', CREATED)]],
  ])('takes one request for a notice of %s', async (_which, before) => {
    const { record, requests, store } = await aTable();
    await recordAll(record, before);
    requests.length = 0;
    await record(seen('notice', COMPLETED), COMPLETED);
    expect(requests).toStrictEqual(['UpdateItemCommand']);
    const all = [...before, seen('notice', COMPLETED)];
    expect(path(await store.read(KEY))).toStrictEqual(path(live(all)));
  });

  it.each([
    ['a repeated notice', [seen('notice', COMPLETED), seen('notice', '2026-03-14T07:33:00.000Z')]],
    [
      'success that is found late',
      [pending('registration', CREATED), seen('describe-job', '2026-03-15T05:00:00.000Z')],
    ],
    [
      'a whole life',
      [
        pending('registration', CREATED),
        seen('notice', COMPLETED),
        clock('2026-03-15T04:00:00.000Z'),
        notFound('2026-03-15T08:00:00.000Z'),
        collected('2026-03-15T09:00:00.000Z'),
      ],
    ],
    [
      'a correction',
      [
        seen('notice', COMPLETED, { StatusCode: 'Failed', StatusMessage: 'no' }),
        seen('describe-job', '2026-03-14T08:00:00.000Z', { JobDescription: null }),
      ],
    ],
  ])('keeps of %s exactly what was decided', async (_what, evidence) => {
    const { record, store } = await aTable();
    await recordAll(record, evidence);
    const job = await store.read(KEY);
    const { lastChange: _, ...decided } = JSON.parse(JSON.stringify(live(evidence)));
    expect(JSON.parse(JSON.stringify(job))).toMatchObject(decided);
    expect(
      Object.keys(job ?? {})
        .filter((key) => key !== 'lastChange')
        .sort(),
    ).toStrictEqual(Object.keys(decided).sort());
  });

  it('records one transition when many bring the same news at once', async () => {
    const { record, store } = await aTable();
    await record(pending('registration', CREATED), CREATED);
    const sources = ['notice', 'describe-job', 'list-jobs', 'notice', 'describe-job'] as const;
    await Promise.all(sources.map((source) => record(seen(source, COMPLETED), COMPLETED)));
    const job = await store.read(KEY);
    expect(path(job)).toStrictEqual(['InProgress', 'Succeeded']);
    expect(job).toMatchObject({
      sequence: 2,
      outcomeSource: expect.stringMatching(/describe|list/),
    });
  });

  it('gives up after five rounds and says so', async () => {
    const { store } = await aTable();
    const restless = {
      ...store,
      write: () => Promise.resolve({ kind: 'clash' as const, job: undefined }),
    };
    await expect(
      createRecorder(restless, POLICY)(seen('notice', COMPLETED), COMPLETED),
    ).rejects.toThrow(/kept changing/);
  });

  it('refuses a forgotten job without creating it', async () => {
    const { record, requests, store } = await aTable();
    const recorded = await record(
      seen('notice', '2026-08-01T00:00:00.000Z'),
      '2026-08-01T00:00:00.000Z',
    );
    expect(recorded).toStrictEqual({
      kind: 'refused',
      reason: 'the job completed over 90 days ago',
    });
    expect(requests).toStrictEqual(['GetItemCommand']);
    expect(await store.read(KEY)).toBeUndefined();
  });
});

describe('the index byStatus', () => {
  it('finds a pending job in exactly one of two adjoining windows', async () => {
    const { record, index } = await aTable();
    await record(pending('registration', CREATED), CREATED);
    const since = '2026-03-14T03:40:19.264Z';
    const window = { statusKey: 'InProgress#Standard', offsetMinutes: 0 };
    const page = (after: string, upTo: string) => index.page({ ...window, after, upTo });
    expect((await page('2026-03-14T03:39:19.264Z', since)).keys).toStrictEqual([KEY]);
    expect((await page(since, '2026-03-14T03:41:19.264Z')).keys).toStrictEqual([]);
    expect(await index.span('InProgress#Standard')).toStrictEqual({ oldest: since, newest: since });
    expect(await index.span('InProgress#Bulk')).toBeUndefined();
  });
});
