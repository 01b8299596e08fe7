import { parseJson } from '../../../lambdas/core/json.ts';
import { JournalEntry, LONG_AGO } from './entry.ts';

/** Reads the lines after a journal's head. An unreadable line affects no other line, but makes its archive uncertain. */
export const readKnown = (lines: readonly string[]) => {
  const known = new Map<string, JournalEntry>();
  const torn: string[] = [];
  // A line written after a torn one is complete.
  for (const part of lines.flatMap((line) => line.split(/(?=\{"archiveId":")/))) {
    if (part === '') continue;
    const read = JournalEntry.safeParse(parseJson(part));
    if (read.success) known.set(read.data.archiveId, read.data);
    else {
      const begin = beginningOfId(part);
      torn.push(begin);
      markUnconfirmed(known, begin);
    }
  }
  const isTorn = (archiveId: string) => torn.some((begin) => archiveId.startsWith(begin));
  const entryOf = (archiveId: string) =>
    known.get(archiveId) ?? (isTorn(archiveId) ? unconfirmed(archiveId) : undefined);
  return { known, entryOf };
};

/** The readable prefix of the archive id, or of the group's line; an empty prefix may belong to any archive. */
const beginningOfId = (part: string): string => /^\{"archiveId":"([\w.:[-]*)/.exec(part)?.[1] ?? '';

/** A recorded job stays recorded. */
const markUnconfirmed = (known: Map<string, JournalEntry>, begin: string): void => {
  for (const { archiveId, jobId } of known.values()) {
    if (jobId === undefined && archiveId.startsWith(begin))
      known.set(archiveId, unconfirmed(archiveId));
  }
};

const unconfirmed = (archiveId: string): JournalEntry => ({
  archiveId,
  state: 'starting',
  at: LONG_AGO,
});
