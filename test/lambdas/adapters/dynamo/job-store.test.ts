import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../../../bench/notices/jobs-table.ts';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import type { Evidence } from '../../../../lambdas/core/evidence/evidence.ts';
import type { Job } from '../../../../lambdas/core/job/job.ts';
import { createRecorder, type RecordEvidence } from '../../../../lambdas/core/job/record.ts';
import type { JobStore } from '../../../../lambdas/core/job/store.ts';
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
} from '../../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

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
  return { store, requests, record: createRecorder(store, POLICY) };
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

const present = (job: Job | undefined): Job => {
  if (!job) throw new Error('The job is not there');
  return job;
};

/** Records evidence, and lets something else happen between its first decision and its write. */
const stalled = (store: JobStore, evidence: Evidence, meanwhile: () => Promise<unknown>) => {
  let isFirst = true;
  const stalling: JobStore = {
    ...store,
    write: async (write) => {
      if (isFirst) {
        isFirst = false;
        await meanwhile();
      }
      return store.write(write);
    },
  };
  return createRecorder(stalling, POLICY)(evidence, evidence.observedAt);
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

describe('two writers at once', () => {
  it('lose no note of what an event carried', async () => {
    const { record, store } = await aTable();
    const undated = { CompletionDate: null };
    await record(seen('notice', COMPLETED, undated), COMPLETED);
    const before = buildJobEvent(present(await store.read(KEY)), 1).body;
    await stalled(store, collected('2026-03-14T08:00:00.000Z'), () =>
      record(seen('list-jobs', '2026-03-14T07:50:00.000Z'), '2026-03-14T07:50:00.000Z'),
    );
    const job = present(await store.read(KEY));
    expect(path(job)).toStrictEqual(['Succeeded', 'Collected']);
    expect(buildJobEvent(job, 1).body).toBe(before);
  });

  it('keep the transitions in the order of their times', async () => {
    const { record, store } = await aTable();
    const fast = '2026-03-14T07:43:00.000Z';
    await record(pending('registration', fast), fast);
    await record(seen('notice', COMPLETED), COMPLETED);
    const times = present(await store.read(KEY)).transitions.map(({ at }) => at);
    expect(times).toStrictEqual([fast, fast]);
  });

  it('are answered quietly when the last round finds the news recorded', async () => {
    const { store, record } = await aTable();
    await record(seen('notice', COMPLETED), COMPLETED);
    const job = await store.read(KEY);
    let clashes = 0;
    const restless = {
      ...store,
      write: () =>
        Promise.resolve({ kind: 'clash' as const, job: ++clashes < 5 ? undefined : job }),
    };
    const recorded = await createRecorder(restless, POLICY)(seen('notice', COMPLETED), COMPLETED);
    expect(recorded.kind).toBe('unchanged');
  });
});

it('builds the in_progress event again after an unread write filled in a detail', async () => {
  const { record, store } = await aTable();
  const bare = { ...pending('registration', CREATED), details: { statusCode: 'InProgress' } };
  await record(bare, CREATED);
  const before = buildJobEvent(present(await store.read(KEY)), 1).body;
  await record(seen('notice', COMPLETED), COMPLETED);
  const job = present(await store.read(KEY));
  expect(job.tier).toBe('Standard');
  expect(buildJobEvent(job, 1).body).toBe(before);
});

describe('an unread write of a member of a group', () => {
  const tagged = { JobDescription: 'pictures [group:photos]' };
  const pendingAs = (changes: object) =>
    seen('registration', CREATED, {
      ...changes,
      Completed: false,
      CompletionDate: null,
      StatusCode: 'InProgress',
      StatusMessage: null,
      SHA256TreeHash: null,
    });

  it.each([
    ['the same description', tagged, tagged, 1, 'photos'],
    ['no description yet', { JobDescription: null }, tagged, 1, 'photos'],
    ['another description', {}, tagged, 2, undefined],
    ['a description that the evidence lacks', tagged, { JobDescription: null }, 2, 'photos'],
    ['no group, as the evidence', {}, {}, 1, undefined],
  ])(
    'of a row with %s needs a second request only where it must',
    async (_, was, is, requests, group) => {
      const table = await aTable();
      await recordAll(table.record, [pendingAs(was)]);
      table.requests.length = 0;
      await table.record(seen('notice', COMPLETED, is), COMPLETED);
      expect(table.requests).toHaveLength(requests);
      const job = present(await table.store.read(KEY));
      expect(job).toMatchObject({ status: 'Succeeded', sequence: 2 });
      expect(job.group).toBe(group);
      expect(job.groupSort).toBe(group && `Succeeded#${job.completionDate}`);
    },
  );
});
