import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoGroups } from '../../../lambdas/adapters/dynamo/groups.ts';
import { type CommandWorld, startCommandWorld } from '../../support/command-world.ts';

let world: CommandWorld;
let files = 0;

beforeAll(async () => {
  world = await startCommandWorld();
});
beforeEach(() => {
  world.glacier.faults.clear();
  world.gate.deny(undefined);
});
afterAll(() => world.stop());

const groupRow = (group: string) => createDynamoGroups(world.dynamo, 'groups').get(group);

/** A file of archives that no other test has, and the command that starts them in a group. */
const aList = (group: string, count: number) => {
  files += 1;
  const path = join(world.folder, `members${files}.txt`);
  const write = (many: number) =>
    writeFileSync(path, Array.from({ length: many }, (_, n) => `${group}-${n}`).join('\n'));
  write(count);
  const args = ['start', 'archive', 'photos', '--from', path, '--rate', '50', '--group', group];
  return { path, journal: `${path}.journal`, write, start: () => world.run(...args) };
};

const describeInGlacier = async (jobId: string) =>
  (await (await world.request(`/-/vaults/photos/jobs/${jobId}`)).json()) as Record<string, unknown>;

describe('start --group', () => {
  it('appends the tag to the description', async () => {
    const archive = await world.run(
      ...['start', 'archive', 'photos', 'one', '--description', 'for Ann', '--group', 'single'],
    );
    const inventory = await world.run('start', 'inventory', 'photos', '--group', 'single');
    expect([archive.code, inventory.code]).toStrictEqual([0, 0]);
    expect(await describeInGlacier(archive.stdout.trim())).toMatchObject({
      JobDescription: 'for Ann [group:single]',
    });
    expect(await describeInGlacier(inventory.stdout.trim())).toMatchObject({
      JobDescription: '[group:single]',
    });
    // One archive alone says nothing of how many the group will have: fan-out opens it.
    expect(await groupRow('single')).toBeUndefined();
  });

  it.each([
    [['--group', 'a b'], 2, 'Specify 1 to 64 letters, digits, dots, underscores and hyphens'],
    [['--group', 'x'.repeat(65)], 2, 'Specify 1 to 64 letters'],
    [['--group', 'w', '--description', 'd'.repeat(1015)], 2, 'shorten it by 1.'],
    [
      ['--group', 'w', '--description', 'd [group:v]'],
      2,
      'already ends with the tag of the group v',
    ],
  ])('refuses %j and starts nothing', async (args, code, said) => {
    const before = world.glacier.ledger.jobs().length;
    const end = await world.run('start', 'archive', 'photos', 'a', ...args);
    expect([end.code, end.stderr]).toStrictEqual([code, expect.stringContaining(said)]);
    expect(world.glacier.ledger.jobs()).toHaveLength(before);
  });

  it('takes a description of 1,024 characters with the tag, and one that has it already', async () => {
    const longest = 'd'.repeat(1024 - ' [group:w]'.length);
    for (const description of [longest, 'd [group:w]']) {
      const end = await world.run(
        ...['start', 'archive', 'photos', '--description', description, '--group', 'w'],
        ...['--', `described-${description.length}`],
      );
      expect(end.code).toBe(0);
      const { JobDescription } = await describeInGlacier(end.stdout.trim());
      expect(JobDescription).toBe(`${description.replace(' [group:w]', '')} [group:w]`);
    }
  });
});

describe('the expected number of a group', () => {
  it('is what lists have added, however often each is started', async () => {
    const first = aList('added', 3);
    await first.start();
    await first.start();
    expect((await groupRow('added'))?.expected).toBe(3);
    first.write(5);
    await first.start();
    expect((await groupRow('added'))?.expected).toBe(5);
    const second = aList('added', 2);
    writeFileSync(second.path, 'other-1\nother-2\n');
    await second.start();
    expect((await groupRow('added'))?.expected).toBe(7);
  });

  it('is corrected to what was really started', async () => {
    await world.run('start', 'archive', 'photos', 'refused-0');
    const list = aList('refused', 3);
    const { code } = await list.start();
    expect([code, (await groupRow('refused'))?.expected]).toStrictEqual([1, 2]);
  });

  it('stays when a start ends early, and is corrected when it is resumed', async () => {
    const list = aList('early', 4);
    world.glacier.faults.set({ denyAccess: 1 });
    const first = await list.start();
    expect([first.code, (await groupRow('early'))?.expected]).toStrictEqual([3, 4]);
    world.glacier.faults.clear();
    const second = await list.start();
    expect([second.code, (await groupRow('early'))?.expected]).toStrictEqual([0, 4]);
  });

  it.each(['before', 'after'])('is added once after a crash %s the addition', async (moment) => {
    const group = `crash-${moment}`;
    const list = aList(group, 2);
    await list.start();
    // The journal as a crash would have left it: with the id of the start alone.
    const lines = readFileSync(list.journal, 'utf8').split('\n');
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ archiveId: `[group:${group}]` });
    writeFileSync(list.journal, `${lines.slice(0, 2).join('\n')}\n`);
    if (moment === 'before') {
      const row = await groupRow(group);
      const store = createDynamoGroups(world.dynamo, 'groups');
      await store.write({ before: row, after: { ...row!, expected: undefined, starts: {} } });
    }
    await world.run(
      ...['start', 'archive', 'photos', '--from', list.path, '--rate', '50', '--again'],
      ...['--group', group],
    );
    expect((await groupRow(group))?.expected).toBe(2);
  });

  it('starts nothing when the group cannot be opened', async () => {
    const before = world.glacier.ledger.jobs().length;
    world.gate.deny('UpdateItem');
    const { code, stderr } = await aList('denied', 2).start();
    expect([code, stderr]).toStrictEqual([3, expect.stringContaining('dynamodb:UpdateItem')]);
    expect(world.glacier.ledger.jobs()).toHaveLength(before);
  });

  it('keeps the archives of a journal whose line of the group is torn', async () => {
    const list = aList('torn', 2);
    await list.start();
    const lines = readFileSync(list.journal, 'utf8').trimEnd();
    writeFileSync(list.journal, `${lines}\n{"archiveId":"[group:to`);
    const { code, stderr } = await list.start();
    expect([code, stderr]).toStrictEqual([0, '0 started, 2 already started.\n']);
    expect((await groupRow('torn'))?.expected).toBe(2);
  });
});
