import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandWorld, startCommandWorld } from '../../support/command-world.ts';
import { seen } from '../../support/evidence.ts';

let world: CommandWorld;
beforeAll(async () => {
  world = await startCommandWorld();
});
afterAll(() => world.stop());

const start = (...args: readonly string[]) => world.run('start', 'archive', 'photos', ...args);
const paid = () => world.glacier.ledger.jobs().length;

it('reports the job that is pending, and needs --again', async () => {
  const first = await start('twice', '--tier', 'Bulk');
  const jobId = first.stdout.trimEnd();
  const before = paid();
  const second = await start('twice');
  expect([second.code, second.stdout, paid()]).toStrictEqual([1, '', before]);
  expect(second.stderr).toContain(
    `its Bulk job ${jobId} is InProgress; use --again to start another`,
  );
  const third = await world.run('--json', 'start', 'archive', 'photos', 'twice', 'other');
  expect(JSON.parse(third.stdout)).toMatchObject({
    started: [{ archiveId: 'other' }],
    unstarted: [{ archiveId: 'twice', kind: 'duplicate', jobId }],
  });
  expect((await start('twice', '--again')).code).toBe(0);
});

it.each([
  ['that can be fetched', 1, null, 1],
  ['that could be fetched, and no longer can', 25, null, 0],
  ['of another part of the archive', 1, '0-1048575', 0],
])('looks for a job %s', async (why, hoursAgo, range, code) => {
  const archiveId = why.replaceAll(/[ ,]/g, '-');
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  await world.record(
    seen('list-jobs', at, {
      ...{ JobId: `of-${archiveId}`, ArchiveId: archiveId, RetrievalByteRange: range },
      ...{ CreationDate: at, CompletionDate: at, ArchiveSizeInBytes: 9_000_000 },
      VaultARN: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
    }),
  );
  expect((await start(archiveId)).code).toBe(code);
});

it('leaves what is in the journal to the journal', async () => {
  const path = join(world.folder, 'again.txt');
  writeFileSync(path, 'journal-1\njournal-2\n');
  expect((await start('--from', path)).code).toBe(0);
  expect(await start('--from', path)).toMatchObject({
    code: 0,
    stderr: '0 started, 2 already started.\n',
  });
  expect(readFileSync(`${path}.journal`, 'utf8')).toContain('"state":"tracked"');
});
