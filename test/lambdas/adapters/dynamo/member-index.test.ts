import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../../../bench/notices/jobs-table.ts';
import { createDynamoMemberIndex } from '../../../../lambdas/adapters/dynamo/member-index.ts';
import { countMembers, countPages, membersIn } from '../../../../lambdas/core/group/count.ts';
import { KEY } from '../../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const TABLE = 'member-jobs';

let local: LocalDynamo;

const put = (group: string, jobId: string, groupSort: string, padding = '') =>
  local.client.send(
    new PutItemCommand({
      TableName: TABLE,
      Item: marshall({ ...KEY, jobId: jobId + padding, group, groupSort }),
    }),
  );

beforeAll(async () => {
  local = await startLocalDynamo();
  await createJobsTable(local.client, TABLE);
});
afterAll(() => local.stop());

const index = () => createDynamoMemberIndex(local.client, TABLE);

describe('the index byGroup', () => {
  it('finds the first members of a status, whatever their tier', async () => {
    await put('photos', 'c', 'InProgress#Standard#2026-03-02T00:00:00.000Z');
    await put('photos', 'b', 'InProgress#Bulk#2026-03-03T00:00:00.000Z');
    await put('photos', 'a', 'Succeeded#2026-03-01T00:00:00.000Z');
    await put('videos', 'd', 'InProgress#Bulk#2026-03-01T00:00:00.000Z');
    const pending = membersIn('photos', 'InProgress');
    expect(await index().first(pending, 10)).toMatchObject([{ jobId: 'b' }, { jobId: 'c' }]);
    expect(await index().first(pending, 1)).toStrictEqual([
      { ...KEY, jobId: 'b', groupSort: 'InProgress#Bulk#2026-03-03T00:00:00.000Z' },
    ]);
    expect(await index().first(membersIn('photos', 'Failed'), 1)).toStrictEqual([]);
  });

  it('counts every status, also outputs that never expire', async () => {
    await put('counted', '1', 'Succeeded##2026-03-01T00:00:00.000Z');
    await put('counted', '2', 'Succeeded#2026-03-01T00:00:00.000Z');
    await put('counted', '3', 'Expired#2026-03-01T00:00:00.000Z');
    await put('counted', '4', 'Expiring#2026-03-01T00:00:00.000Z');
    expect(await countMembers(index(), 'counted')).toStrictEqual({
      Collected: 0,
      Expired: 1,
      Failed: 0,
      Expiring: 1,
      Succeeded: 2,
      InProgress: 0,
    });
  });

  it('counts a status of several pages', async () => {
    // Keys of 1 kB, so that a page of 1 MB holds a thousand.
    const padding = '-'.repeat(900);
    const numbers = Array.from({ length: 1200 }, (_, number) => String(number));
    await Promise.all(numbers.map((id) => put('paged', id, `Collected#${id}`, padding)));
    const pages: number[] = [];
    for await (const soFar of countPages(index(), 'paged')) pages.push(soFar['Collected'] ?? 0);
    expect(pages.length).toBeGreaterThan(6);
    expect(pages.at(-1)).toBe(1200);
  });

  it('gives up a count when the time is over', async () => {
    expect(await countMembers(index(), 'counted', () => true)).toBeUndefined();
  });
});
