import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../../cli/start/journal/entry.ts';
import { openJournal } from '../../../../cli/start/journal/journal.ts';

const head = {
  journal: 1 as const,
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  tier: 'Bulk',
};
const at = '2026-03-14T03:41:00.000Z';
const tracked: JournalEntry = { archiveId: 'a', state: 'tracked', at, jobId: 'job-a' };
const refused: JournalEntry = { archiveId: 'b', state: 'not-started', at };

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'list.journal');
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (...values: readonly object[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** What a journal with this content knows of archives. */
const read = (content: string, ...archiveIds: readonly string[]) => {
  writeFileSync(path, content);
  const journal = openJournal(path, head);
  const states = archiveIds.map((id) => journal.entryOf(id)?.state);
  journal.close();
  return states;
};

describe('a line that cannot be read', () => {
  it('marks its archive as unconfirmed, and affects no other entry', () => {
    const torn = '{"archiveId":"b","state":"star';
    expect(
      read(
        `${lines(head, tracked, refused)}${torn}\n${lines({ ...refused, archiveId: 'c' })}`,
        ...'abcd',
      ),
    ).toStrictEqual(['tracked', 'starting', 'not-started', undefined]);
  });

  it('leaves the line that was written behind it whole', () => {
    const torn = '{"archiveId":"arch';
    expect(read(`${lines(head)}${torn}${lines(tracked)}`, 'a', 'archive', 'other')).toStrictEqual([
      'tracked',
      'starting',
      undefined,
    ]);
  });

  it('marks every archive without a job as unconfirmed where it names none', () => {
    const started: JournalEntry = { archiveId: 'c', state: 'started', at, jobId: 'job-c' };
    expect(read(`${lines(head, tracked, refused, started)}\0\0\n`, ...'abcd')).toStrictEqual([
      'tracked',
      'starting',
      'started',
      'starting',
    ]);
  });

  it('stays apart from the next line, and is outweighed by it', () => {
    read(`${lines(head)}{"archiveId":"b","sta`, 'b');
    const journal = openJournal(path, head);
    journal.note(refused);
    journal.close();
    expect(read(readFileSync(path, 'utf8'), 'b')).toStrictEqual(['not-started']);
  });
});

it('replaces a header that is torn, and refuses one that is damaged with its remedy', () => {
  expect(read('{"journal":1,"vaultArn":"arn', 'a')).toStrictEqual([undefined]);
  expect(readFileSync(path, 'utf8')).toBe(lines(head));
  writeFileSync(path, `{"jour\n${lines(tracked)}`);
  expect(() => openJournal(path, head)).toThrow(
    `insert this line before it: ${JSON.stringify(head)}`,
  );
});

it('stays readable where a line was written in part, and notes the next one in its place', () => {
  const journal = openJournal(path, head);
  const at138 = 'x'.repeat(138);
  journal.note({ archiveId: at138, state: 'starting', at });
  appendFileSync(path, `{"archiveId":"${at138}","state":"sta`);
  journal.note(refused);
  journal.close();
  expect(readFileSync(path, 'utf8')).toBe(
    lines(head, { archiveId: at138, state: 'starting', at }, refused),
  );
});
