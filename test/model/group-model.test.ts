import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroupsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoGroups } from '../../lambdas/adapters/dynamo/groups.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import type { GroupStore } from '../../lambdas/core/group/ports.ts';
import { checkGroup } from '../../lambdas/group-monitor/check-group.ts';
import { closeGroup } from '../../operations/groups/close.ts';
import { expectStart, setExpected } from '../../operations/groups/expect.ts';
import { createMemberIndex } from '../../simulation/groups/member-index.ts';
import { live, POLICY, seen } from '../support/evidence.ts';
import { createFakeLog, createFakeMetrics } from '../support/fake-telemetry.ts';
import { aGroup } from '../support/group-rows.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import {
  type Actor,
  explore,
  type Gate,
  interleave,
  MODEL_TIMEOUT_MS,
  reportExplored,
} from './interleave.ts';

const TABLE = 'model-groups';
const SAMPLE = 60;
const IDLE = '2026-03-14T08:00:00.000Z';
const NOW = '2026-03-14T08:02:00.000Z';
const POLICY_OF_GROUPS = {
  ...POLICY,
  accountId: '123456789012',
  region: 'eu-west-1',
  quietHours: 24,
};

let local: LocalDynamo;
beforeAll(async () => {
  local = await startLocalDynamo();
  await createGroupsTable(local.client, TABLE);
});
afterAll(() => local.stop());

let groups = 0;
const atOnce: Gate = () => Promise.resolve();

/** A group of two members, both ended, which the next check completes. */
const createIdleGroup = async () => {
  groups += 1;
  const group = `group-${groups}`;
  const store = createDynamoGroups(local.client, TABLE);
  const members = createMemberIndex();
  const job = live([seen('notice', IDLE)])!;
  for (const jobId of ['one', 'two'])
    members.follow(jobId, { ...job, jobId, group, groupSort: 'Collected#' });
  await store.write({ before: undefined, after: aGroup({ group, expected: 2, idleSince: IDLE }) });
  const behind = (gate: Gate): GroupStore => ({
    get: async (name) => {
      await gate();
      return store.get(name);
    },
    write: async (write) => {
      await gate();
      return store.write(write);
    },
  });
  const check = async (gate: Gate, now = NOW) => {
    const seenRow = await behind(gate).get(group);
    const page = () => Promise.resolve({ groups: [] });
    const deps = {
      groups: { ...behind(gate), page },
      members,
      known: { find: () => Promise.resolve([]) },
      record: () => Promise.reject(new Error('No member is stale')),
      policy: POLICY_OF_GROUPS,
      now: () => now,
      log: createFakeLog(),
      metrics: createFakeMetrics(),
    };
    if (seenRow) await checkGroup(seenRow, deps, () => false);
  };
  const depsOf = (gate: Gate) => ({
    store: behind(gate),
    policy: POLICY_OF_GROUPS,
    now: () => NOW,
  });
  return { group, check, depsOf, read: () => store.get(group) };
};

const entriesOf = async (group: string) => {
  const { Items = [] } = await local.client.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: '#group = :group AND entry < :row',
      ExpressionAttributeNames: { '#group': 'group' },
      ExpressionAttributeValues: marshall({ ':group': group, ':row': 'group' }),
    }),
  );
  return Items.map((item) => unmarshall(item));
};

type World = Awaited<ReturnType<typeof createIdleGroup>>;

/** Plays every interleaving of a command with two checks, and hands over how each ended. */
const playAll = (
  command: (world: World, gate: Gate) => Promise<Group | undefined>,
  judge: (world: World, entries: readonly Record<string, unknown>[], row: Group) => Promise<void>,
) =>
  explore(async (choose) => {
    const world = await createIdleGroup();
    const actors: Actor[] = [
      (gate) => world.check(gate),
      (gate) => world.check(gate),
      async (gate) => {
        await command(world, gate);
      },
    ];
    await interleave(actors, choose);
    const [entries, row] = [await entriesOf(world.group), await world.read()];
    expect(entries.map(({ sequence }) => sequence)).toStrictEqual(entries.map((_, at) => at + 1));
    expect(row?.sequence).toBe(entries.length);
    await judge(world, entries, row!);
  }, SAMPLE).then((runs) => reportExplored(`${runs} orders of a command and two checks`));

const COUNTS = { Collected: 2 };

describe('a command and two checks of one group, in every order', () => {
  it(
    'never complete a group that has just learned of another member',
    async () => {
      await playAll(
        ({ group, depsOf }, gate) => setExpected(depsOf(gate), group, 3),
        async ({ check, read }, entries, { expected }) => {
          expect(expected).toBe(3);
          for (const { change, expected: announced } of entries) {
            expect([change, announced]).not.toStrictEqual(['completed', 3]);
          }
          await check(atOnce);
          expect((await read())?.state).toBe('open');
        },
      );
    },
    MODEL_TIMEOUT_MS,
  );

  it(
    'lose no addition of a start, and record that it reopens the group',
    async () => {
      await playAll(
        ({ group, depsOf }, gate) => expectStart(depsOf(gate), group, { start: 'start', count: 1 }),
        (_world, entries, row) => {
          expect(row).toMatchObject({ state: 'open', expected: 3, starts: { start: 1 } });
          const changes = entries.map(({ change }) => change);
          expect([[], ['completed', 'reopened']]).toContainEqual(changes);
          return Promise.resolve();
        },
      );
    },
    MODEL_TIMEOUT_MS,
  );

  it(
    'complete a group once that is closed meanwhile',
    async () => {
      await playAll(
        ({ group, depsOf }, gate) =>
          closeGroup(depsOf(gate), group, { counts: COUNTS, failed: [] }),
        async ({ check, read }, entries, { state }) => {
          expect(state).toBe('completed');
          expect(entries.map(({ change }) => change)).toStrictEqual(['completed']);
          await check(atOnce);
          expect((await read())?.state).toBe('completed');
        },
      );
    },
    MODEL_TIMEOUT_MS,
  );
});
