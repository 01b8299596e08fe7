import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoMemberIndex } from '../../../lambdas/adapters/dynamo/member-index.ts';
import { countPages, expirableIn, membersIn } from '../../../lambdas/core/group/count.ts';
import { pendingIn } from '../../../lambdas/core/group/indexed-member.ts';
import type { IndexedMember, MemberIndex } from '../../../lambdas/core/group/ports.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { createMemberIndex } from '../../../simulation/groups/member-index.ts';
import { jobName } from '../../../simulation/ports/jobs-table.ts';
import { live, seen } from '../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import { createRealJobs, inAnyOrder } from './both-jobs.ts';
import { JOB_KEYS } from './random-evidence.ts';

const BASE = '2026-03-14T03:40:19.264Z';
const GROUPS = ['a', 'ab'];

let local: LocalDynamo;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

const instant = fc.constantFrom(0, 1, 2).map((minutes) => plusMinutes(BASE, minutes));
const place = fc
  .tuple(
    fc.constantFrom(
      'InProgress#Standard#',
      'InProgress#Bulk#',
      'Succeeded#',
      'Succeeded##',
      'Expiring#',
    ),
    instant,
  )
  .map((parts) => parts.join(''));
const member = fc.record({
  key: fc.constantFrom(...JOB_KEYS),
  group: fc.option(fc.constantFrom(...GROUPS), { nil: undefined }),
  groupSort: place,
});

/** The ranges that group-monitor and commands ask for. */
const range = fc
  .tuple(fc.constantFrom(...GROUPS), instant)
  .chain(([group, at]) =>
    fc.constantFrom(
      membersIn(group, 'InProgress'),
      membersIn(group, 'Succeeded'),
      membersIn(group, 'Expiring'),
      expirableIn(group),
      expirableIn(group, at),
      pendingIn(group, 'Standard', { after: at }),
      pendingIn(group, 'Bulk', { upTo: at }),
    ),
  );

/** The index on a client whose pages have this number of entries at most. */
const smallPages = (table: string, most: number): MemberIndex => {
  const send = ({ input }: QueryCommand) =>
    local.client.send(new QueryCommand({ ...input, Limit: Math.min(input.Limit ?? most, most) }));
  return createDynamoMemberIndex({ send } as unknown as DynamoDBClient, table);
};

const comparable = (members: readonly IndexedMember[]) => ({
  places: members.map(({ groupSort }) => groupSort),
  members: inAnyOrder(members),
});

const countAll = async (index: MemberIndex, group: string) => {
  let counts = {};
  for await (const soFar of countPages(index, group)) counts = soFar;
  return counts;
};

it('finds and counts members as the index of DynamoDB does', async () => {
  const job = live([seen('notice', BASE)])!;
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { maxLength: 12, size: 'max' }),
      fc.array(range, { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      async (members, ranges, most) => {
        const { table } = await createRealJobs(local.client);
        const real = createDynamoMemberIndex(local.client, table);
        const simulated = createMemberIndex(most);
        for (const { key, group, groupSort } of members) {
          const row = { ...job, ...key, ...(group !== undefined && { group, groupSort }) };
          const Item = marshall(row, { removeUndefinedValues: true });
          await local.client.send(new PutItemCommand({ TableName: table, Item }));
          simulated.follow(jobName(row), row);
        }
        for (const wanted of ranges) {
          const all = comparable(await simulated.first(wanted, 100));
          expect(comparable(await real.first(wanted, 100))).toStrictEqual(all);
          expect(await simulated.first(wanted, 1)).toHaveLength(Math.min(1, all.places.length));
        }
        for (const group of GROUPS) {
          const counts = await countAll(simulated, group);
          expect(await countAll(smallPages(table, most), group)).toStrictEqual(counts);
        }
      },
    ),
    { numRuns: 30 },
  );
});
