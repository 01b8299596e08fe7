import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startCliSandbox } from '../../support/cli-sandbox.ts';
import { filesOf } from './start-fetch-world.ts';

const HOUR_MS = 3_600_000;
let sandbox: Awaited<ReturnType<typeof startCliSandbox>>;
let folder: string;
beforeEach(async () => {
  sandbox = await startCliSandbox();
  folder = join(sandbox.env.TMPDIR, 'fetched');
});
afterEach(() => sandbox.stop());

const start = async (...words: string[]) => {
  const { stdout } = await sandbox.run('start', 'archive', 'photos', ...words);
  return stdout.trim();
};

it('follows a group to its end, and starts again what expired', async () => {
  await start('early', '--group', 'move', '--tier', 'Expedited');
  await sandbox.advance(HOUR_MS / 2);
  await sandbox.advance(25 * HOUR_MS);
  await start('late', '--group', 'move');
  const words = [
    'fetch',
    '--group',
    'move',
    '--to',
    folder,
    '--wait',
    '--restart-expired',
    '--yes',
  ];
  const running = sandbox.spawn(...words);
  const texts: string[] = [];
  running.stderr.on('data', (chunk) => texts.push(String(chunk)));
  const closed = new Promise<number | null>((resolve) => running.on('close', resolve));
  await expect.poll(() => texts.join(''), { timeout: 60_000 }).toContain('Started early again');
  await sandbox.advance(6 * HOUR_MS);

  expect([await closed, texts.join('')]).toStrictEqual([0, expect.stringContaining('2 verified')]);
  expect(filesOf(folder)).toStrictEqual(['early', 'late']);
  const again = await sandbox.run('--json', ...words);
  expect(JSON.parse(again.stdout)).toMatchObject({ counts: {}, remaining: 0 });
}, 180_000);

it('takes the journal of a start', async () => {
  const list = join(sandbox.env.TMPDIR, 'list.txt');
  writeFileSync(list, 'one\ntwo\n');
  await start('--from', list);
  await sandbox.advance(6 * HOUR_MS);
  const { code } = await sandbox.run('fetch', '--journal', `${list}.journal`, '--to', folder);

  expect(code).toBe(0);
  expect(filesOf(folder)).toStrictEqual(['one', 'two']);
});
