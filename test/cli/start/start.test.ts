import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandWorld, startCommandWorld } from '../../support/command-world.ts';
import { endOf, runCommand } from '../../support/run-command.ts';

const NOTICES = 'arn:aws:sns:eu-west-1:123456789012:notices';
const MANY = 24;

let world: CommandWorld;
let files = 0;

beforeAll(async () => {
  world = await startCommandWorld();
});
beforeEach(() => world.glacier.faults.clear());
afterAll(() => world.stop());

/** Writes ids that no other test has, and gives them with their file. */
const aList = (count: number) => {
  files += 1;
  const ids = Array.from({ length: count }, (_, number) => `list${files}-${number}`);
  const path = join(world.folder, `archives${files}.txt`);
  writeFileSync(path, `# wanted\n${ids.join('\n')}\n\n${ids[0]}\n`);
  return { ids, path, start: ['start', 'archive', 'photos', '--from', path, '--rate', '30'] };
};

const describeInGlacier = async (jobId: string) =>
  (await (await world.request(`/-/vaults/photos/jobs/${jobId}`)).json()) as Record<string, unknown>;

/** How many jobs Glacier has started for each of these archives. */
const startedFor = async (ids: readonly string[]) => {
  const jobs = await Promise.all(
    world.glacier.ledger.jobs().map(({ jobId }) => describeInGlacier(jobId)),
  );
  return ids.map((id) => jobs.filter((job) => job['ArchiveId'] === id).length);
};

const once = (ids: readonly string[]) => ids.map(() => 1);

describe('start', () => {
  it('an archive prints the id alone, and has the job tracked and announced', async () => {
    const { code, stdout, stderr } = await world.run(
      ...['start', 'archive', 'photos', 'holiday', '--tier', 'Bulk', '--description', 'for Ann'],
    );
    const jobId = stdout.trimEnd();
    expect(code).toBe(0);
    expect(await describeInGlacier(jobId)).toMatchObject({
      ArchiveId: 'holiday',
      Tier: 'Bulk',
      JobDescription: 'for Ann',
      SNSTopic: NOTICES,
    });
    expect(stderr).toMatch(new RegExp(`glacier-jobs fetch --to=[.] .*photos ${jobId}\n`));
    expect((await world.run('jobs', 'show', 'photos', '--', jobId)).stdout).toContain(
      '1. InProgress (registration)',
    );
  });

  it('an inventory takes a form and dates', async () => {
    const { code, stdout } = await world.run(
      ...['--json', 'start', 'inventory', 'photos', '--format', 'CSV', '--since', '2026-01-01'],
    );
    const [job] = JSON.parse(stdout).started;
    expect(code).toBe(0);
    expect(await describeInGlacier(job.jobId)).toMatchObject({
      Action: 'InventoryRetrieval',
      InventoryRetrievalParameters: { Format: 'CSV', StartDate: '2026-01-01T00:00:00.000Z' },
    });
  });

  it.each([
    [['nosuch', 'a'], 1, 'Vault not found'],
    [['photos', 'a', '--stack', 'Letters'], 2, 'vault "photos" is not tracked'],
    [['photos'], 2, 'No archives specified'],
    [['photos', 'a/b'], 2, 'a/b (the command line) is not an archive id'],
    [['photos', 'a', '--tier', 'Fast'], 2, 'Allowed choices are Expedited'],
    [['photos', 'a', '--byte-range', '5'], 2, 'the first and last byte'],
    [['photos', 'a', '--byte-range', '1-2'], 1, 'not started (InvalidParameterValueException'],
    [['photos', '--from', '/nosuch'], 2, 'Cannot read --from /nosuch'],
    [['photos', '--from', '-'], 2, 'Specify a file with --journal'],
  ])('archive %j ends with %i, and starts nothing', async (args, code, said) => {
    const before = world.glacier.ledger.jobs().length;
    const end = await world.run('start', 'archive', ...args);
    expect([end.code, end.stdout]).toStrictEqual([code, '']);
    expect(end.stderr).toContain(said);
    expect(world.glacier.ledger.jobs()).toHaveLength(before);
  });

  it('names the permission that is missing, and starts nothing', async () => {
    world.glacier.faults.set({ denyAccess: 1 });
    const { code, stderr } = await world.run('start', 'archive', 'photos', 'a');
    expect([code, stderr]).toStrictEqual([
      3,
      expect.stringContaining('The permission glacier:InitiateJob is missing'),
    ]);
  });

  it('keeps the id of a job that cannot be tracked, and tracks it when run again', async () => {
    const { ids, path, start } = aList(2);
    world.gate.deny('UpdateItem');
    const first = await world.run(...start);
    world.gate.deny(undefined);
    const second = await world.run(...start);
    const lines = first.stdout.trimEnd().split('\n');
    expect([first.code, second.code]).toStrictEqual([1, 0]);
    expect(lines).toHaveLength(2);
    expect(first.stderr).toContain('is running but not tracked');
    expect(second.stdout.trimEnd().split('\n').toSorted()).toStrictEqual(lines.toSorted());
    expect(await startedFor(ids)).toStrictEqual(once(ids));
    expect(readFileSync(`${path}.journal`, 'utf8')).toContain('"state":"tracked"');
  });
});

describe('a start of many', () => {
  it('goes on after Ctrl-C, and starts nothing twice', async () => {
    const { ids, path, start } = aList(MANY);
    const child = world.spawn(...start);
    const end = endOf(child);
    let lines = 0;
    createInterface({ input: child.stdout }).on('line', () => {
      lines += 1;
      if (lines === 5) child.kill('SIGINT');
    });
    const first = await end;
    expect(first.code).toBe(130);
    expect(first.stderr).toMatch(
      /^\d+ started, \d+ remaining\.\nTo resume, run the same command again/,
    );
    expect(existsSync(`${path}.journal.lock`)).toBe(false);

    const second = await world.run(...start);
    const third = await world.run(...start);
    expect([second.code, third.code, third.stdout]).toStrictEqual([0, 0, '']);
    expect(second.stderr).toMatch(/\d+ started, \d+ already started\./);
    expect(third.stderr).toBe(`0 started, ${MANY} already started.\n`);
    expect(await startedFor(ids)).toStrictEqual(once(ids));
  });

  it('goes on after a crash between a request and its answer, with the job that runs', async () => {
    const { ids, path, start } = aList(3);
    await world.request('/-/vaults/photos/jobs', {
      method: 'POST',
      body: JSON.stringify({ Type: 'archive-retrieval', ArchiveId: ids[0], Tier: 'Standard' }),
    });
    const at = new Date(Date.now() - 60_000).toISOString();
    const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
    const lines = [
      { journal: 1, vaultArn, tier: 'Standard' },
      { archiveId: ids[0], state: 'starting', at },
      { archiveId: ids[1], state: 'starting', at },
    ];
    writeFileSync(`${path}.journal`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    appendFileSync(`${path}.journal`, '{"archiveId":"list');
    // The lock of a process that is no more.
    writeFileSync(`${path}.journal.lock`, '4194304');
    const { code, stdout } = await world.run(...start);
    expect([code, stdout.trimEnd().split('\n')]).toStrictEqual([
      0,
      expect.objectContaining({ length: 3 }),
    ]);
    expect(await startedFor(ids)).toStrictEqual(once(ids));
  });

  it('slows down while Glacier throttles', async () => {
    const { ids, start } = aList(3);
    world.glacier.faults.set({ throttle: 1 });
    const child = world.spawn(...start);
    const end = endOf(child);
    while ((world.glacier.ledger.errors['ThrottlingException'] ?? 0) === 0) await wait(20);
    world.glacier.faults.clear();
    expect((await end).code).toBe(0);
    expect(await startedFor(ids)).toStrictEqual(once(ids));
  });

  it('of more than a hundred asks for confirmation, and needs --yes without a terminal', async () => {
    const { path, start } = aList(101);
    const { code, stderr } = await world.run(...start);
    expect([code, existsSync(`${path}.journal`)]).toStrictEqual([2, false]);
    expect(stderr).toContain('Start up to 101 Standard retrievals in the vault photos?');
    expect(stderr).toContain('confirm with --yes');
  });

  it('reads standard input, with a journal', async () => {
    const journal = join(world.folder, 'piped.journal');
    const args = ['start', 'archive', 'photos', '--from', '-', '--journal', journal];
    const first = await runCommand(args, world.env, 'piped-1\npiped-2\n');
    const other = await runCommand([...args, '--tier', 'Bulk'], world.env, 'piped-1\n');
    const bad = await runCommand(args, world.env, 'piped-3\nno id\n');
    expect([first.code, first.stdout.split('\n')[0]]).toStrictEqual([
      0,
      expect.stringMatching(/^piped-[12] /),
    ]);
    expect([other.code, other.stderr]).toStrictEqual([
      2,
      expect.stringContaining('belongs to another start, with tier Standard'),
    ]);
    expect([bad.code, bad.stderr]).toStrictEqual([
      2,
      expect.stringContaining('no id (line 2 of standard input) is not an archive id'),
    ]);
  });

  it('leaves a file alone that is no journal, and one that another process uses', async () => {
    const { path, start } = aList(1);
    writeFileSync(`${path}.journal`, 'my notes');
    const foreign = await world.run(...start);
    writeFileSync(`${path}.journal.lock`, String(process.pid));
    const locked = await world.run(...start);
    expect([foreign.code, foreign.stderr]).toStrictEqual([
      2,
      expect.stringContaining('is not a journal'),
    ]);
    expect([locked.code, locked.stderr]).toStrictEqual([
      1,
      expect.stringContaining('is in use by'),
    ]);
    expect(readFileSync(`${path}.journal`, 'utf8')).toBe('my notes');
  });
});
