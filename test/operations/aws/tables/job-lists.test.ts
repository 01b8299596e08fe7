import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../../../bench/notices/jobs-table.ts';
import { createDynamoArchiveJobs } from '../../../../operations/aws/tables/archive-jobs.ts';
import { createDynamoCountedJobs } from '../../../../operations/aws/tables/counted-jobs.ts';
import { createDynamoJobFinder } from '../../../../operations/aws/tables/job-finder.ts';
import { createDynamoJobList } from '../../../../operations/aws/tables/job-list.ts';
import { createDynamoRecentJobs } from '../../../../operations/aws/tables/recent-jobs.ts';
import { newestJobs } from '../../../../operations/events/recent.ts';
import { putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const day = (number: number) => `2026-03-${number}T12:00:00.000Z`;

let local: LocalDynamo;
let tables = 0;

beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

/** A table of its own with rows, each changed day by day in the order of the list. */
const aTable = async (...rows: readonly object[]) => {
  tables += 1;
  const name = `jobs-${tables}`;
  await createJobsTable(local.client, name);
  for (const [index, changes] of rows.entries()) {
    const status = { status: 'Succeeded', statusKey: 'Succeeded', statusSince: day(10 + index) };
    const row = { vaultArn: 'photos', jobId: `job-${index}`, ...status, firstSeenAt: day(10) };
    await putRow(local.client, name, { ...row, sequence: index + 1, ...changes });
  }
  const damaged: string[] = [];
  const onDamaged = (reason: string) => void damaged.push(reason);
  return { name, damaged, onDamaged };
};

const all = async <Item>(pages: AsyncIterable<readonly Item[]>) => {
  const found: Item[] = [];
  for await (const page of pages) found.push(...page);
  return found;
};

describe('the jobs of archives', () => {
  const retrieval = { action: 'ArchiveRetrieval', archiveId: 'archive' };

  it('are those of the vault that are pending, or can be fetched, with their distinguishing details', async () => {
    const details = { tier: 'Bulk', retrievalByteRange: '0-9', archiveSizeInBytes: 10 };
    const { name, damaged, onDamaged } = await aTable(
      { ...retrieval, ...details, status: 'InProgress', description: 'left out' },
      { ...retrieval, outputExpiresAt: day(21) },
      { ...retrieval, outputExpiresAt: day(20) },
      { ...retrieval, status: 'Failed' },
      { action: 'InventoryRetrieval', status: 'InProgress' },
      { ...retrieval, vaultArn: 'films', status: 'InProgress' },
      { ...retrieval, archiveId: 5, status: 'InProgress' },
    );
    const read = createDynamoArchiveJobs(local.client, name, onDamaged);
    expect(await all(read('photos', day(20)))).toStrictEqual([
      { jobId: 'job-0', archiveId: 'archive', status: 'InProgress', ...details },
      { jobId: 'job-1', archiveId: 'archive', status: 'Succeeded' },
    ]);
    expect(damaged).toStrictEqual([expect.stringMatching(/Jobs.*archiveId.*job-6/)]);
  });
});

describe('the jobs that are counted', () => {
  const transitions = [{ status: 'Succeeded', at: day(10), source: 'notice' }];
  const details = { action: 'ArchiveRetrieval', tier: 'Bulk', completionDate: day(9) };
  const counted = async () => {
    const table = await aTable(
      { transitions, ...details, jobDescription: 'left out' },
      { transitions, firstSeenAt: day(12) },
      { transitions, vaultArn: 'films', firstSeenAt: day(13) },
      { transitions: 'none', firstSeenAt: day(11) },
    );
    const read = createDynamoCountedJobs(local.client, table.name, table.onDamaged);
    return { ...table, read: (filter: Parameters<typeof read>[0]) => all(read(filter)) };
  };
  const first = { vaultArn: 'photos', status: 'Succeeded', transitions, ...details };
  const second = { vaultArn: 'photos', status: 'Succeeded', transitions };
  const film = { ...second, vaultArn: 'films' };

  it('are those of the whole table, but for rows that cannot be read', async () => {
    const { read, damaged } = await counted();
    const found = await read({});
    expect(found).toHaveLength(3);
    expect(found).toStrictEqual(expect.arrayContaining([first, second, film]));
    expect(damaged).toStrictEqual([expect.stringMatching(/Jobs.*transitions.*job-3/)]);
  });

  it('are those of a vault, first seen since an instant, or both', async () => {
    const { read } = await counted();
    const since = day(12);
    expect(await read({ vaultArn: 'photos' })).toStrictEqual([first, second]);
    expect(await read({ vaultArn: 'photos', since })).toStrictEqual([second]);
    const recent = await read({ since });
    expect(recent).toHaveLength(2);
    expect(recent).toStrictEqual(expect.arrayContaining([second, film]));
  });
});

it('finds at most five jobs of a vault by the beginning of their id', async () => {
  const { name } = await aTable(
    ...['a', 'ab', 'ac', 'ad', 'ae', 'af', 'b'].map((jobId) => ({ jobId })),
    { jobId: 'abc', vaultArn: 'films' },
  );
  const find = createDynamoJobFinder(local.client, name);
  const ids = async (prefix: string) => (await find('photos', prefix)).map(({ jobId }) => jobId);
  expect(await find('photos', 'ab')).toStrictEqual([{ vaultArn: 'photos', jobId: 'ab' }]);
  expect(await ids('a')).toStrictEqual(['a', 'ab', 'ac', 'ad', 'ae']);
  expect(await ids('c')).toStrictEqual([]);
});

describe('the list of jobs', () => {
  const listed = async () => {
    const details = { action: 'ArchiveRetrieval', tier: 'Bulk', jobDescription: 'for Ann' };
    const dates = { creationDate: day(8), completionDate: day(9), outputExpiresAt: day(10) };
    const table = await aTable(
      { ...details, ...dates },
      { vaultArn: 'films' },
      {},
      { statusKey: 'Failed' },
      { status: 'Abandoned' },
    );
    const read = createDynamoJobList(local.client, table.name, table.onDamaged);
    const ids = async (query: object) =>
      (await read({ statusKey: 'Succeeded', limit: 10, ...query })).jobs.map(({ jobId }) => jobId);
    return { ...table, read, ids, row: { ...details, ...dates } };
  };

  it('begins with the latest, and leaves out rows that cannot be read', async () => {
    const { ids, damaged, read, row } = await listed();
    expect(await ids({})).toStrictEqual(['job-2', 'job-1', 'job-0']);
    expect(damaged).toStrictEqual([expect.stringMatching(/Jobs.*Abandoned.*job-4/)]);
    const { jobs, next } = await read({ statusKey: 'Succeeded', limit: 10 });
    const key = { vaultArn: 'photos', jobId: 'job-0' };
    const status = { status: 'Succeeded', statusKey: 'Succeeded', statusSince: day(10) };
    expect([jobs.at(-1), next]).toStrictEqual([{ ...key, ...status, ...row }, undefined]);
  });

  it('is that of a vault, of a time, or of another status', async () => {
    const { ids } = await listed();
    expect(await ids({ vaultArn: 'photos' })).toStrictEqual(['job-2', 'job-0']);
    expect(await ids({ since: day(11) })).toStrictEqual(['job-2', 'job-1']);
    expect(await ids({ statusKey: 'Failed' })).toStrictEqual(['job-3']);
  });

  it('goes on where a page ended', async () => {
    const { read } = await listed();
    const query = { statusKey: 'Succeeded', limit: 2 };
    const first = await read(query);
    const second = await read(query, first.next);
    const ids = [first, second].map(({ jobs }) => jobs.map(({ jobId }) => jobId));
    expect(ids).toStrictEqual([['job-2'], ['job-1', 'job-0']]);
  });
});

it('finds the newest jobs of a status, up to a limit', async () => {
  const { name, damaged, onDamaged } = await aTable(
    {},
    {},
    { statusKey: 'Failed' },
    { vaultArn: 'films' },
    { sequence: 'many' },
  );
  const recent = createDynamoRecentJobs(local.client, name, onDamaged);
  expect(await newestJobs(recent, 'Succeeded', 3)).toStrictEqual([
    { vaultArn: 'films', jobId: 'job-3', statusSince: day(13), sequence: 4 },
    { vaultArn: 'photos', jobId: 'job-1', statusSince: day(11), sequence: 2 },
  ]);
  expect(damaged).toStrictEqual([expect.stringMatching(/Jobs.*sequence.*job-4/)]);
});

it('reads every job of a status, page by page', async () => {
  const rows = Array.from({ length: 120 }, () => ({ statusSince: day(10) }));
  const { name } = await aTable(...rows);
  const sizes: number[] = [];
  const found = new Set<string>();
  for await (const page of createDynamoRecentJobs(local.client, name).pages('Succeeded', 100)) {
    sizes.push(page.length);
    for (const { jobId } of page) found.add(jobId);
  }
  expect([sizes, found.size]).toStrictEqual([[100, 20], 120]);
});
