import { existsSync, readFileSync } from 'node:fs';
import { parseJson } from '../../../lambdas/core/json.ts';
import { type CliError, usageError } from '../../framework/errors/cli-error.ts';
import { openLineFile } from '../../framework/output/line-file.ts';
import { lockFile } from '../../framework/output/lock-file.ts';
import { type JournalEntry, JournalHead } from './entry.ts';
import { readKnown } from './lines.ts';

/** Records the progress of each archive, so that a start can be resumed. */
export interface Journal {
  /** The last entry of each archive, from this start or an earlier one. */
  readonly known: ReadonlyMap<string, JournalEntry>;
  /** The last entry of an archive; `starting` where a line that cannot be read may have been its last. */
  entryOf(archiveId: string): JournalEntry | undefined;
  /**
   * Flushes the entry to disk before it returns.
   *
   * @throws CliError when the disk is full.
   */
  note(entry: JournalEntry): void;
  close(): void;
}

/** Creates an in-memory journal, for a few archives. */
export const createShortJournal = (): Journal => {
  const known = new Map<string, JournalEntry>();
  return {
    known,
    entryOf: (archiveId) => known.get(archiveId),
    note: (entry) => void known.set(entry.archiveId, entry),
    close: () => undefined,
  };
};

/**
 * Opens the journal of a start, or creates one.
 *
 * @throws CliError when it is of another start, is in use, or cannot be read or written.
 */
export const openJournal = (path: string, head: JournalHead): Journal => {
  const unlock = lockFile(path);
  try {
    const content = readContent(path, head);
    const [first = '', ...lines] = content.split('\n');
    if (content !== '') checkHead(path, first, head);
    const { known, entryOf } = readKnown(lines);
    const file = openLineFile(path, Buffer.byteLength(content), `the journal ${path}`);
    // A torn line stays as it is: the line break keeps the next line apart from it.
    file.append(content === '' ? JSON.stringify(head) : '');
    return {
      known,
      entryOf,
      note: (entry) => {
        file.append(JSON.stringify(entry));
        known.set(entry.archiveId, entry);
      },
      close: () => {
        file.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};

/** Nothing follows a torn head: nothing was started. */
const readContent = (path: string, head: JournalHead): string => {
  const content = existsSync(path) ? readFileSync(path, 'utf8').replace(/\n+$/, '') : '';
  const whole = JSON.stringify(head);
  return content.length < whole.length && whole.startsWith(content) ? '' : content;
};

const checkHead = (path: string, line: string, head: JournalHead): void => {
  const read = JournalHead.safeParse(parseJson(line));
  if (!read.success) throw unreadable(path, head);
  const names = ['vaultArn', 'tier', 'description', 'byteRange'] as const;
  const others = names.filter((name) => read.data[name] !== head[name]);
  if (others.length === 0) return;
  const was = others.map((name) => `${name} ${read.data[name] ?? 'none'}`).join(', ');
  throw usageError(
    `The journal ${path} belongs to another start, with ${was}: repeat its options to resume it, or specify another file with --journal.`,
  );
};

const unreadable = (path: string, head: JournalHead): CliError =>
  usageError(
    `${path} is not a journal of this command: specify another file with --journal. If it is the journal of this start and only its first line is damaged, insert this line before it: ${JSON.stringify(head)}. Nothing was started.`,
  );
