import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCliSandbox } from '../support/cli-sandbox.ts';
import { endOf } from '../support/run-command.ts';
import { startS3 } from '../support/s3-server.ts';

const HOUR_MS = 3_600_000;
const BULK_HOURS = 13;

let sandbox: Awaited<ReturnType<typeof startCliSandbox>>;
let s3: Awaited<ReturnType<typeof startS3>>;
let folder: string;
let programs: string;
beforeAll(async () => {
  [sandbox, s3] = await Promise.all([startCliSandbox(), startS3()]);
  folder = join(sandbox.env.TMPDIR, 'migration');
  programs = join(sandbox.env.TMPDIR, 'programs');
  mkdirSync(folder);
  mkdirSync(programs);
  const cli = join(import.meta.dirname, '../../bin/cli.ts');
  const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${cli}' --sandbox "$@"\n`;
  writeFileSync(join(programs, 'npx'), npx);
  chmodSync(join(programs, 'npx'), 0o755);
});
afterAll(async () => {
  await s3.stop();
  await sandbox.stop();
});

/** The steps of the page by their names, each with its commands. */
const steps = (): ReadonlyMap<string, string> => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/migrate.md'), 'utf8');
  const blocks = page.matchAll(
    /^\d\. \*\*(\w+)[^\n]*\n(?:(?! {3}```)[^\n]*\n)* {3}```sh\n(.*?) {3}```$/gms,
  );
  return new Map([...blocks].map(([, name = '', commands = '']) => [name, commands]));
};

const run = (name: string) => {
  const child = spawn('bash', ['-e', '-c', steps().get(name) ?? 'false'], {
    cwd: folder,
    env: {
      ...sandbox.env,
      PATH: `${programs}:${process.env['PATH']}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL_S3: s3.url,
    },
  });
  return endOf(child);
};

it('moves a vault by the commands of docs/migrate.md', async () => {
  const archives = ['one', 'two', 'three'];
  for (const archiveId of [...archives, 'other']) {
    const year = archiveId === 'other' ? 2020 : 2019;
    const description = `${year}/${archiveId}.zip`;
    sandbox.glacier.addArchive('photos', { archiveId, sizeInBytes: 1_500_000, description });
  }
  expect([...steps().keys()]).toStrictEqual([
    ...['Inventory', 'Choose', 'Start', 'Watch', 'Fetch', 'Report', 'Clean'],
  ]);

  const inventory = run('Inventory');
  const isStarted = async () => (await sandbox.run('jobs', 'list')).stdout.includes('Inventory');
  await expect.poll(isStarted, { timeout: 60_000 }).toBe(true);
  await sandbox.advance(6 * HOUR_MS);
  expect(await inventory).toMatchObject({ code: 0 });
  expect(await run('Choose')).toMatchObject({ code: 0, stdout: '3\n' });
  expect(await run('Start')).toMatchObject({ code: 0 });

  await sandbox.advance(BULK_HOURS * HOUR_MS);
  expect(await run('Watch')).toMatchObject({ code: 0 });
  const fetched = await run('Fetch');
  expect([fetched.code, fetched.stderr]).toStrictEqual([0, expect.stringMatching(/^3 verified/)]);
  const keys = archives.map((archiveId) => `photos/${archiveId}`);
  expect([...s3.objects.keys()].sort()).toStrictEqual(keys.sort());
  expect(await run('Report')).toMatchObject({ code: 0 });
  expect(existsSync(join(folder, 'move.html'))).toBe(true);
  expect(await run('Clean')).toMatchObject({ code: 0 });
  expect(readdirSync(folder)).toStrictEqual(['move.html']);
}, 240_000);
