import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startTestGlacier } from '../../sandbox/glacier/start-test-glacier.ts';

/** In how many random ways a start is disturbed; START_CRASHES=50 takes some minutes. */
const WAYS = Number(process.env['START_CRASHES'] ?? 4);
const ARCHIVES = 2000;
const DAY_MS = 86_400_000;
/** Most of the time the starts wait. */
const AT_ONCE = 4;

/** A killed process loses nothing that a file system has: one in memory is as good, and faster. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const draw = (most: number) => Math.floor(most * Math.random());

/** Runs the start once, perhaps with a disk that fills up, and kills it after a while. */
const disturb = async (path: string, url: string): Promise<number | null> => {
  const limit = draw(2) === 0 ? `trap '' XFSZ; ulimit -f ${1 + draw(600)};` : '';
  const jumpMs = draw(3) === 0 ? draw(30 * DAY_MS) : 0;
  const { child, end } = run(limit, path, url, jumpMs);
  const isOver = end.then(() => true);
  if (draw(4) > 0)
    await Promise.race([isOver, wait(500 + draw(4000))]).then(() => child.kill('SIGKILL'));
  return end;
};

const run = (limit: string, path: string, url: string, jumpMs = 0) => {
  const words = ['test/cli/start/start-process.ts', path, url, String(ARCHIVES), String(jumpMs)];
  const script = `${limit} exec "$@"`;
  const child = spawn('bash', ['-c', script, 'bash', process.execPath, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  return { child, end };
};

const totals = { runs: 0, kills: 0, faults: 0 };

/** Disturbs a start three times and then lets it end; each archive must have one job by then. */
const checkWay = async () => {
  const folder = mkdtempSync(join(FOLDER, 'crashes-'));
  const path = join(folder, 'list.journal');
  const { glacier, stop } = await startTestGlacier({ seed: 1 + draw(1e6) });
  for (let round = 0; round < 3; round += 1) {
    const code = await disturb(path, glacier.url);
    totals.runs += 1;
    if (code === null) totals.kills += 1;
    else if (code !== 0) totals.faults += 1;
  }
  expect(await run('', path, glacier.url).end).toBe(0);
  const ledger = glacier.ledger.jobs().map(({ jobId }) => jobId);
  const known = jobsOf(readFileSync(path, 'utf8'));
  expect([known.size, ledger.length]).toStrictEqual([ARCHIVES, ARCHIVES]);
  expect(new Set(known.values())).toStrictEqual(new Set(ledger));
  await stop();
  rmSync(folder, { recursive: true });
};

it(`starts no archive twice, in ${WAYS} random ways to fill the disk, kill the process and set the clock`, async () => {
  for (let way = 0; way < WAYS; way += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, WAYS - way) }, checkWay));
  }
  process.stderr.write(`${WAYS} ways of ${ARCHIVES} archives: ${JSON.stringify(totals)}\n`);
  expect(totals.kills + totals.faults).toBeGreaterThan(0);
}, 1_200_000);

/** The job of each archive, by the journal's last line about it. */
const jobsOf = (journal: string): ReadonlyMap<string, string> =>
  new Map(
    journal
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, archiveId, jobId] =
          /^\{"archiveId":"([^"]+)","state":"tracked".*"jobId":"([^"]+)"\}$/.exec(line) ?? [];
        return archiveId === undefined || jobId === undefined ? [] : [[archiveId, jobId] as const];
      }),
  );
