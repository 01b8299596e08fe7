import { parseJson } from '../../lambdas/core/parse-json.ts';
import { JournalEntry, LONG_AGO } from './journal-entry.ts';

/** Reads the lines behind a journal's head. One that cannot be read costs no other, and puts its archive in doubt. */
export const readKnown = (lines: readonly string[]) => {
  const known = new Map<string, JournalEntry>();
  const torn: string[] = [];
  // A line that was written behind a torn one is whole.
  for (const part of lines.flatMap((line) => line.split(/(?=\{"archiveId":")/))) {
    if (part === '') continue;
    const read = JournalEntry.safeParse(parseJson(part));
    if (read.success) known.set(read.data.archiveId, read.data);
    else {
      const begin = beginningOfId(part);
      torn.push(begin);
      doubt(known, begin);
    }
  }
  const isTorn = (archiveId: string) => torn.some((begin) => archiveId.startsWith(begin));
  const entryOf = (archiveId: string) =>
    known.get(archiveId) ?? (isTorn(archiveId) ? inDoubt(archiveId) : undefined);
  return { known, entryOf };
};

/** What can be read of the archive's id; nothing at all may be any archive's. */
const beginningOfId = (part: string): string => /^\{"archiveId":"([\w-]*)/.exec(part)?.[1] ?? '';

/** A job that is known stays known. */
const doubt = (known: Map<string, JournalEntry>, begin: string): void => {
  for (const { archiveId, jobId } of known.values()) {
    if (jobId === undefined && archiveId.startsWith(begin))
      known.set(archiveId, inDoubt(archiveId));
  }
};

const inDoubt = (archiveId: string): JournalEntry => ({
  archiveId,
  state: 'starting',
  at: LONG_AGO,
});
