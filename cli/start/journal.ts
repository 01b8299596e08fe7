import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { CliError } from '../framework/cli-error.ts';
import { EXIT } from '../framework/exit-code.ts';
import { JournalEntry, JournalHead } from './journal-entry.ts';
import { lockJournal } from './journal-lock.ts';

/** Remembers how far each archive has come, so that a start can be taken up again. */
export interface Journal {
  /** The last that is known of each archive, from this start or an earlier one. */
  readonly known: ReadonlyMap<string, JournalEntry>;
  /** Is on the disk when it returns. */
  note(entry: JournalEntry): void;
  close(): void;
}

/** Creates a journal that lasts as long as the process, for a few archives. */
export const createShortJournal = (): Journal => {
  const known = new Map<string, JournalEntry>();
  return { known, note: (entry) => void known.set(entry.archiveId, entry), close: () => undefined };
};

/**
 * Opens the journal of a start, or begins one.
 *
 * @throws CliError when it is of another start, is in use, or cannot be read.
 */
export const openJournal = (path: string, head: JournalHead): Journal => {
  const unlock = lockJournal(path);
  try {
    const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const [first, ...lines] = cutTornLine(path, content);
    if (first !== undefined) checkHead(path, first, head);
    const known = new Map(lines.map((line) => readEntry(path, line)));
    const file = openSync(path, 'a', 0o600);
    if (first === undefined) append(file, head);
    return {
      known,
      note: (entry) => {
        append(file, entry);
        known.set(entry.archiveId, entry);
      },
      close: () => {
        closeSync(file);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};

const append = (file: number, value: object): void => {
  writeSync(file, `${JSON.stringify(value)}\n`);
  fdatasyncSync(file);
};

/** A crash can tear the last line: what it told of is in doubt, and is looked up. */
const cutTornLine = (path: string, content: string): readonly string[] => {
  const lines = content.split('\n');
  const rest = lines.pop() ?? '';
  if (rest === '') return lines;
  if (!content.startsWith('{"journal":')) throw unreadable(path);
  truncateSync(path, Buffer.byteLength(content) - Buffer.byteLength(rest));
  return lines;
};

const readEntry = (path: string, line: string): readonly [string, JournalEntry] => {
  const read = JournalEntry.safeParse(parseJson(line));
  if (read.success) return [read.data.archiveId, read.data];
  throw unreadable(path);
};

const checkHead = (path: string, line: string, head: JournalHead): void => {
  const read = JournalHead.safeParse(parseJson(line));
  if (!read.success) throw unreadable(path);
  const names = ['vaultArn', 'tier', 'description', 'byteRange'] as const;
  const others = names.filter((name) => read.data[name] !== head[name]);
  if (others.length === 0) return;
  const was = others.map((name) => `${name} ${read.data[name] ?? 'none'}`).join(', ');
  throw new CliError(
    `The journal ${path} is of another start, with ${was}: repeat its options to go on with it, or name another file with --journal.`,
    { exitCode: EXIT.usage },
  );
};

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const unreadable = (path: string): CliError =>
  new CliError(
    `${path} is no journal of this command, or is damaged: name another file with --journal. Nothing was started.`,
    { exitCode: EXIT.usage },
  );
