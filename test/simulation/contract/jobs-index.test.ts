import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoJobIndex } from '../../../lambdas/adapters/dynamo/job-index.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import type { IndexedJob, IndexRange, JobIndex } from '../../../lambdas/core/polling/ports.ts';
import { createJobsIndex, type JobsIndex } from '../../../simulation/ports/jobs-index.ts';
import { jobName } from '../../../simulation/ports/jobs-table.ts';
import { live, seen } from '../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import { comparable, createRealJobs } from './both-jobs.ts';
import { JOB_KEYS } from './random-evidence.ts';

const BASE = '2026-03-14T03:40:19.264Z';
const STATUS_KEYS = ['InProgress#Standard', 'Succeeded', 'Expiring'];
const NEVER = '2027-01-01T00:00:00.000Z';

let local: LocalDynamo;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

/** Few instants, so that jobs share theirs and windows begin and end on them. */
const instant = fc.constantFrom(-1, 0, 1, 2, 3).map((minutes) => plusMinutes(BASE, minutes));
const statusKey = fc.constantFrom(...STATUS_KEYS);

const optional = fc.record(
  { outputExpiresAt: instant, creationDate: instant, vaultMissingSince: instant },
  { requiredKeys: [] },
);

const change = fc
  .record({ key: fc.constantFrom(...JOB_KEYS), statusKey, statusSince: instant, optional })
  .map(({ key, optional: some, ...place }): Job => {
    const { outputExpiresAt: _, creationDate: __, ...job } = live([seen('notice', BASE)])!;
    return { ...job, ...key, ...place, ...some };
  });

const range: fc.Arbitrary<IndexRange> = fc
  .record({ statusKey, ends: fc.tuple(instant, instant), isOpen: fc.boolean() })
  .map(({ ends, isOpen, ...rest }) => {
    const [after = '', upTo = ''] = ends.toSorted();
    return isOpen ? { ...rest, upTo } : { ...rest, after, upTo };
  });

const pageEntries = fc.integer({ min: 1, max: 4 });

/** The index on a client whose pages have this number of entries at most. */
const smallPages = (table: string, most: number): JobIndex => {
  const send = (command: QueryCommand) =>
    local.client.send(new QueryCommand({ Limit: most, ...command.input }));
  return createDynamoJobIndex({ send } as unknown as DynamoDBClient, table);
};

const readAll = async (index: JobIndex, wanted: IndexRange): Promise<readonly IndexedJob[]> => {
  const jobs: IndexedJob[] = [];
  let next: Parameters<JobIndex['page']>[1];
  do {
    const page = await index.page(wanted, next);
    jobs.push(...page.jobs);
    next = page.next;
  } while (next);
  return jobs;
};

it('finds in every window, page by page, what the index of DynamoDB does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 16, size: 'max' }),
      fc.array(fc.tuple(range, pageEntries), { minLength: 4, maxLength: 4 }),
      async (rows, queries) => {
        const { table, index } = await createRealJobs(local.client);
        const sides = new Map<number, JobsIndex>([1, 2, 3, 4].map((n) => [n, createJobsIndex(n)]));
        for (const row of rows) {
          const Item = marshall(row, { removeUndefinedValues: true });
          await local.client.send(new PutItemCommand({ TableName: table, Item }));
          for (const side of sides.values()) side.follow(jobName(row), row);
        }
        for (const [wanted, most] of queries) {
          const jobs = await readAll(sides.get(most)!, wanted);
          const real = await readAll(smallPages(table, most), wanted);
          expect(comparable({ jobs: real })).toStrictEqual(comparable({ jobs }));
          const { statusKey: key } = wanted;
          expect(await index.span(key)).toStrictEqual(await sides.get(most)!.span(key));
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('leaves a page empty that has only jobs whose output does not expire', async () => {
  const { table } = await createRealJobs(local.client);
  const simulated = createJobsIndex(1);
  const wanted = { statusKey: 'Succeeded', upTo: NEVER };
  const { outputExpiresAt: _, ...select } = live([seen('notice', BASE)])!;
  await local.client.send(
    new PutItemCommand({
      TableName: table,
      Item: marshall(select, { removeUndefinedValues: true }),
    }),
  );
  simulated.follow('select', select);
  for (const side of [smallPages(table, 1), simulated]) {
    const { jobs, next } = await side.page(wanted);
    expect(jobs).toStrictEqual([]);
    expect(await side.page(wanted, next)).toStrictEqual({ jobs: [], next: undefined });
    expect(next).toBeDefined();
  }
});

it('reads about the same number of jobs a page as DynamoDB does in 1 MB', async () => {
  const { table, index } = await createRealJobs(local.client);
  const simulated = createJobsIndex();
  const job = live([seen('notice', BASE)])!;
  const rows = Array.from({ length: 3000 }, (_, n) => ({ ...job, jobId: `${job.jobId}${n}` }));
  while (rows.length > 0) {
    const some = rows.splice(0, 25);
    for (const row of some) simulated.follow(jobName(row), row);
    const requests = some.map((row) => ({
      PutRequest: { Item: marshall(row, { removeUndefinedValues: true }) },
    }));
    await local.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
  const wanted = { statusKey: job.statusKey, upTo: NEVER };
  const [real, page] = [await index.page(wanted), await simulated.page(wanted)];
  expect(real.next).toBeDefined();
  expect(page.next).toBeDefined();
  expect(real.jobs.length / page.jobs.length).toBeCloseTo(1, 0);
  const jobs = await readAll(simulated, wanted);
  expect(comparable({ jobs: await readAll(index, wanted) })).toStrictEqual(comparable({ jobs }));
});
