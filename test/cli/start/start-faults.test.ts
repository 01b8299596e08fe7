import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CommandWorld, startCommandWorld } from '../../support/command-world.ts';
import { endOf } from '../../support/run-command.ts';

let world: CommandWorld;
beforeAll(async () => {
  world = await startCommandWorld();
});
beforeEach(() => world.glacier.faults.clear());
afterAll(() => world.stop());

/** Runs the real command in a shell that sets its limits first. */
const runLimited = (limits: string, ...args: readonly string[]) =>
  endOf(
    spawn('bash', ['-c', `${limits} exec "$@"`, 'bash', process.execPath, 'bin/cli.ts', ...args], {
      env: { PATH: process.env['PATH'] ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...world.env },
    }),
  );

/** How often each archive was paid for. */
const paidFor = async (ids: readonly string[]) => {
  const jobs = await Promise.all(
    world.glacier.ledger.jobs().map(async ({ jobId }) => {
      const answer = await world.request(`/-/vaults/photos/jobs/${jobId}`);
      return (await answer.json()) as Record<string, unknown>;
    }),
  );
  return ids.map((id) => jobs.filter((job) => job['ArchiveId'] === id).length);
};

it('pays no archive twice when the disk of the journal fills up', async () => {
  const ids = Array.from({ length: 12 }, (_, number) => `full-${number}`.padEnd(138, 'x'));
  const path = join(world.folder, 'full.txt');
  writeFileSync(path, `${ids.join('\n')}\n`);
  const start = ['start', 'archive', 'photos', '--from', path, '--rate', '30'];
  // A file of two kilobytes: what is more is written in part, and then refused.
  const first = await runLimited("trap '' XFSZ; ulimit -f 2;", ...start);
  const journal = readFileSync(`${path}.journal`, 'utf8');
  const second = await world.run(...start);
  expect([first.code, second.code]).toStrictEqual([1, 0]);
  expect(first.stderr).toMatch(/^\d+ started, \d+ remaining\.$/m);
  expect(first.stderr).toContain(
    'Free some disk space, then run the same command again to resume.',
  );
  // A job that has no line in the journal is named on standard error.
  const noted = [...journal.matchAll(/"jobId":"([^"]+)"\}\n/g)].map(([, jobId]) => jobId);
  const named = [...first.stderr.matchAll(/^(\S+) is running for \S+, but the journal does not/gm)];
  const printed = first.stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[1]);
  expect(new Set([...noted, ...named.map(([, jobId]) => jobId)])).toStrictEqual(new Set(printed));
  expect(await paidFor(ids)).toStrictEqual(ids.map(() => 1));
});

it('reports as JSON which jobs run, also when the credentials end before the last', async () => {
  const before = world.glacier.ledger.jobs().length;
  const child = world.spawn(
    '--json',
    'start',
    'archive',
    'photos',
    'j1',
    'j2',
    'j3',
    '--rate',
    '1',
  );
  const end = endOf(child);
  while (world.glacier.ledger.jobs().length === before) await wait(20);
  world.glacier.faults.set({ denyAccess: 1 });
  const { code, stdout, stderr } = await end;
  const ids = world.glacier.ledger.jobs().slice(before);
  expect(JSON.parse(stdout)).toMatchObject({
    started: ids.map(({ jobId }) => ({ jobId })),
    left: 3 - ids.length,
  });
  expect([code, stderr]).toStrictEqual([
    3,
    expect.stringContaining('The permission glacier:InitiateJob is missing'),
  ]);
});
