import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { KEY } from '../../support/evidence.ts';
import { createGroupWorld, memberSeen } from '../../support/group-world.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

const START = '2026-03-14T03:40:00.000Z';
const at = (minutes: number) => plusMinutes(START, minutes);

let local: LocalDynamo;
let world: Awaited<ReturnType<typeof createGroupWorld>>;

beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());
beforeEach(async () => {
  world = await createGroupWorld(local.client);
});

/** Starts members of a group, and opens it. */
const start = async (group: string, ids: readonly string[]) => {
  for (const id of ids) {
    const changes = { CreationDate: START };
    await world.record(memberSeen(group, id, { at: START, changes }));
  }
  await world.note(group, START);
};
const end = (group: string, id: string, minutes: number, code = 'Succeeded') =>
  world.record(memberSeen(group, id, { at: at(minutes), code }));

describe('a check of a group', () => {
  it('takes three requests with pending members, and four when one is late', async () => {
    await start('photos', ['a', 'b', 'c']);
    const names = (await world.check(at(5))).map(({ name }) => name);
    // The first finds the group.
    expect(names.filter((name) => name === 'Query')).toHaveLength(2 + 3);
    expect(names).toHaveLength(2 + 3);
    await world.check(at(715));
    const late = (await world.check(at(721))).map(({ name }) => name);
    expect(late.filter((name) => name === 'BatchGetItem')).toHaveLength(1);
    expect(late.filter((name) => name === 'Query')).toHaveLength(2 + 3);
  });

  it('completes it when as many as expected have ended, once, with counts', async () => {
    await start('photos', ['a', 'b']);
    await world.change('photos', { expected: 2 });
    await end('photos', 'a', 10);
    await world.check(at(11));
    await end('photos', 'b', 12, 'Failed');
    await world.check(at(13));
    expect(await world.read('photos')).toMatchObject({ state: 'open', idleSince: at(13) });
    await world.check(at(14));
    await world.check(at(15));
    expect(await world.read('photos')).toMatchObject({
      state: 'completed',
      sequence: 1,
      counts: { Succeeded: 1, Failed: 1, InProgress: 0 },
      firstExpiresAt: at(10 + 24 * 60),
    });
    expect(world.metrics.sums.get('GroupCompleted')).toBe(1);
  });

  it('reopens it when a completed group has a pending member', async () => {
    await start('photos', ['a']);
    await world.change('photos', { expected: 1 });
    await end('photos', 'a', 1);
    for (const minute of [2, 4, 5]) await world.check(at(minute));
    await world.record(memberSeen('photos', 'b', { at: at(6) }));
    await world.check(at(18));
    expect(await world.read('photos')).toMatchObject({ state: 'completed' });
    await world.check(at(20));
    expect(await world.read('photos')).toMatchObject({ state: 'open', sequence: 2 });
  });

  it('leaves a group that was closed by hand to jobs that were created before', async () => {
    await start('photos', ['a']);
    await world.change('photos', { state: 'completed', closedAt: at(5), checkedAt: at(5) });
    await world.check(at(20));
    expect(await world.read('photos')).toMatchObject({ state: 'completed' });
    const changes = { CreationDate: at(22) };
    await world.record(memberSeen('photos', 'b', { at: at(22), changes }));
    await world.check(at(40));
    expect(await world.read('photos')).toMatchObject({ state: 'open' });
    expect(await world.read('photos')).not.toHaveProperty('closedAt');
  });

  it('reminds of outputs before the first expires, and counts those that follow soon', async () => {
    await start('photos', ['a', 'b', 'c', 'd']);
    await end('photos', 'a', 10);
    await end('photos', 'b', 200);
    await end('photos', 'c', 20 * 60);
    const clock = { kind: 'clock', key: { ...KEY, jobId: 'a' }, source: 'clock' } as const;
    await world.record({ ...clock, observedAt: at(10 + 20 * 60) });
    await world.check(at(12 + 20 * 60));
    expect(await world.read('photos')).toMatchObject({ firstExpiresAt: at(10 + 24 * 60) });
    expect(world.metrics.sums.get('GroupExpiring')).toBe(1);
    expect(world.log.lines).toMatchObject([{ code: 'group.expiring' }]);
  });
});

describe('a member that a writer of an earlier version has ended', () => {
  /** Ends a member without its place in the index. */
  const endAsBefore = (jobId: string, minutes: number) =>
    local.client.send(
      new UpdateItemCommand({
        TableName: world.jobsTable,
        Key: marshall({ ...KEY, jobId }),
        UpdateExpression:
          'SET #s = :s, statusKey = :s, statusCode = :s, outcomeSource = :notice, completionDate = :at, outputExpiresAt = :expires, statusSince = :at, #n = :two, transitions = list_append(transitions, :step) ADD revision :one',
        ExpressionAttributeNames: { '#s': 'status', '#n': 'sequence' },
        ExpressionAttributeValues: marshall({
          ':s': 'Succeeded',
          ':notice': 'notice',
          ':at': at(minutes),
          ':expires': at(minutes + 24 * 60),
          ':two': 2,
          ':one': 1,
          ':step': [{ status: 'Succeeded', at: at(minutes), source: 'notice' }],
        }),
      }),
    );

  it('is corrected when it looks late, and holds its group open no longer', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `job-${index}`);
    await start('photos', ids);
    await world.change('photos', { expected: 30 });
    for (const id of ids) await endAsBefore(id, 60);
    await world.check(at(61));
    expect(await world.read('photos')).not.toHaveProperty('idleSince');
    for (const minute of [731, 733]) await world.check(at(minute));
    expect(await world.read('photos')).toMatchObject({
      state: 'completed',
      counts: { Succeeded: 30, InProgress: 0 },
    });
    expect(world.metrics.sums.get('MemberRepaired')).toBe(30);
  });
});

describe('a run', () => {
  it('checks nothing when its time is over, and leaves a count to the next run', async () => {
    await start('photos', ['a']);
    await world.change('photos', { idleSince: at(0) });
    await end('photos', 'a', 1);
    await world.check(at(60 * 24), true);
    expect(world.metrics.sums.get('GroupChecked')).toBeUndefined();
  });

  it('goes on with the other groups when one cannot be checked', async () => {
    await start('broken', ['a']);
    await start('photos', ['b']);
    // A row that cannot be read again stands where the index says that the member is late.
    await local.client.send(
      new PutItemCommand({
        TableName: world.jobsTable,
        Item: marshall({
          ...KEY,
          jobId: 'a',
          group: 'broken',
          groupSort: `InProgress#Standard#${START}`,
        }),
      }),
    );
    await end('photos', 'b', 5);
    await world.check(at(721));
    expect(world.metrics.sums.get('GroupCheckFailed')).toBe(1);
    expect(await world.read('photos')).toMatchObject({ idleSince: at(721) });
  });
});
