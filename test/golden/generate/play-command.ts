import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toListToken } from '../../../cli/jobs/list-jobs.ts';
import { openJournal } from '../../../cli/start/journal/journal.ts';
import { KEY } from '../../support/evidence.ts';

const AT = '2026-03-14T07:32:43.000Z';

/** The options of the start whose journal is written. */
export const JOURNAL_HEAD = {
  journal: 1,
  vaultArn: KEY.vaultArn,
  tier: 'Bulk',
  description: 'restore 2026-03',
  byteRange: '0-1048575',
} as const;

/** Writes what the command leaves with its user: the journal of a start, and a place in a list. */
export const playCommand = () => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  const path = join(folder, 'journal');
  try {
    const journal = openJournal(path, JOURNAL_HEAD);
    journal.note({ archiveId: 'archive-1', state: 'starting', at: AT });
    journal.note({ archiveId: 'archive-2', state: 'not-started', at: AT });
    journal.note({ archiveId: 'archive-3', state: 'started', at: AT, jobId: 'job-3' });
    journal.note({ archiveId: 'archive-4', state: 'tracked', at: AT, jobId: 'job-4' });
    journal.close();
    const place = { statusKey: 'InProgress#Bulk', statusSince: AT, ...KEY };
    return { journal: readFileSync(path, 'utf8').split('\n'), listToken: toListToken(place) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
