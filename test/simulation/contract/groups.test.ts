import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGroupsTable as createLocalTable } from '../../../bench/notices/jobs-table.ts';
import { createDynamoGroupOpener } from '../../../lambdas/adapters/dynamo/group-opener.ts';
import {
  createDynamoGroupIndex,
  createDynamoGroups,
} from '../../../lambdas/adapters/dynamo/groups.ts';
import { entryKey, type GroupEntry } from '../../../lambdas/core/group/entry.ts';
import type { Group } from '../../../lambdas/core/group/group.ts';
import type { GroupIndex, GroupOpener, GroupStore } from '../../../lambdas/core/group/ports.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { createGroupsTable, createStateIndex } from '../../../simulation/groups/groups-table.ts';
import { aGroup } from '../../support/group-rows.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

const BASE = '2026-03-14T03:40:00.000Z';
const NAMES = ['a', 'ab', 'b'];
const NEVER = '2027-01-01T00:00:00.000Z';

let local: LocalDynamo;
let tables = 0;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

type Side = GroupStore & GroupOpener & GroupIndex;

/** The real table on a client whose pages have this number of groups at most. */
const createReal = async (most: number): Promise<Side> => {
  tables += 1;
  const table = `contract-groups-${tables}`;
  await createLocalTable(local.client, table);
  const send = (command: QueryCommand) =>
    local.client.send(new QueryCommand({ ...command.input, Limit: most }));
  return {
    ...createDynamoGroups(local.client, table),
    ...createDynamoGroupOpener(local.client, table),
    ...createDynamoGroupIndex({ send } as unknown as DynamoDBClient, table),
  };
};

const createSimulated = (most: number): Side => {
  const index = createStateIndex(most);
  const table = createGroupsTable(({ after }) => index.follow(after.group, after));
  return { ...table, page: index.page };
};

const instant = fc.constantFrom(0, 1, 2).map((minutes) => plusMinutes(BASE, minutes));
const optional = fc.record(
  {
    expected: fc.nat(3),
    idleSince: instant,
    completedAt: instant,
    counts: fc.constant({ Failed: 1 }),
  },
  { requiredKeys: [] },
);

/** Writes on the row as it is, or on one of an earlier or later revision, or on none. */
const write = fc.record({
  kind: fc.constant('write' as const),
  group: fc.constantFrom(...NAMES),
  state: fc.constantFrom('open' as const, 'completed' as const),
  checkedAt: instant,
  optional,
  revision: fc.constantFrom(0, 0, 0, -1, 1, undefined),
  sequence: fc.option(fc.integer({ min: 1, max: 3 })),
});
const note = fc.record({
  kind: fc.constant('note' as const),
  group: fc.constantFrom(...NAMES),
  at: instant,
});
const page = fc.record({
  kind: fc.constant('page' as const),
  state: fc.constantFrom('open' as const, 'completed' as const),
  upTo: fc.oneof(instant, fc.constant(NEVER)),
});
const operation = fc.oneof(write, write, note, page);

type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never;

const entryOf = (group: string, sequence: number | null): GroupEntry | undefined =>
  sequence === null
    ? undefined
    : {
        ...{ group, entry: entryKey(BASE, sequence), change: 'completed', at: BASE },
        ...{ accountId: '123456789012', region: 'eu-west-1', openedAt: BASE, sequence },
      };

const readAll = async (side: Side, { state, upTo }: { state: Group['state']; upTo: string }) => {
  const groups: Group[] = [];
  let next: Parameters<GroupIndex['page']>[2];
  do {
    const read = await side.page(state, upTo, next);
    groups.push(...read.groups);
    next = read.next;
  } while (next);
  return {
    instants: groups.map(({ checkedAt }) => checkedAt),
    groups: groups.toSorted((a, b) => (a.group < b.group ? -1 : 1)),
  };
};

const play = async (side: Side, one: Operation): Promise<unknown> => {
  if (one.kind === 'note') return [await side.note(one.group, one.at), await side.get(one.group)];
  if (one.kind === 'page') return await readAll(side, one);
  const { group, state, checkedAt, revision, sequence } = one;
  const row = await side.get(group);
  const before =
    revision === undefined || row === undefined
      ? undefined
      : { ...row, revision: row.revision + revision };
  const { openedAt } = before ?? aGroup();
  const after = { ...aGroup({ group, state, checkedAt, openedAt }), ...one.optional };
  const isWritten = await side.write({ before, after, entry: entryOf(group, sequence) });
  return [isWritten, await side.get(group)];
};

it('keeps, refuses and finds groups as DynamoDB does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { maxLength: 20, size: 'max' }),
      fc.integer({ min: 1, max: 3 }),
      async (operations, most) => {
        const [real, simulated] = [await createReal(most), createSimulated(most)];
        for (const one of operations) {
          expect(await play(simulated, one)).toStrictEqual(await play(real, one));
        }
      },
    ),
    { numRuns: 60 },
  );
});
