import { checkTarget } from '../../../registry/target.ts';
import { usageError } from '../../framework/errors/cli-error.ts';
import { printable, shorten } from '../../framework/output/printable.ts';
import { readSource } from '../../framework/read-source.ts';
import { readJournal } from '../../start/journal/read-journal.ts';

/** The jobs that a command line names, in one of four ways. */
export interface SelectionRequest {
  readonly vault?: string | undefined;
  readonly jobs: readonly string[];
  /** A file of job ids; `-` is standard input. */
  readonly from?: string | undefined;
  /** A journal of `start archive`. */
  readonly journal?: string | undefined;
  readonly group?: string | undefined;
}

/** Jobs of a vault by their ids, or the members of a group, perhaps only those in a vault. */
export type Selection =
  | { readonly kind: 'ids'; readonly vault: string; readonly ids: readonly string[] }
  | { readonly kind: 'group'; readonly group: string; readonly vault?: string | undefined };

/**
 * Reads which jobs are meant, before anything is asked of AWS.
 *
 * @throws CliError when none are named, or in two ways; InvalidInputError for an id that cannot be one.
 */
export const readSelection = async (asked: SelectionRequest): Promise<Selection> => {
  const { vault, jobs, from, journal, group } = asked;
  const ways = [jobs.length > 0, from !== undefined, journal !== undefined, group !== undefined];
  if (ways.filter(Boolean).length !== 1) {
    throw usageError(
      'Specify the jobs in one way: a vault with job ids, a vault with --from, --journal, or --group.',
    );
  }
  if (group !== undefined) return { kind: 'group', group, vault };
  if (journal !== undefined) return selectJournal(journal, vault);
  if (vault === undefined) throw usageError('--from requires the vault of the jobs before it.');
  const ids = from === undefined ? jobs : readIds(await readSource(from), from);
  for (const jobId of ids) checkTarget({ vault, jobId });
  return { kind: 'ids', vault, ids: [...new Set(ids)] };
};

const selectJournal = (path: string, vault: string | undefined): Selection => {
  const { vaultArn, jobIds } = readJournal(path);
  const isOther = vault !== undefined && vault !== vaultArn && !vaultArn.endsWith(`/${vault}`);
  if (isOther) throw usageError(`The journal ${path} is of ${vaultArn}: omit the vault ${vault}.`);
  if (jobIds.length === 0) throw usageError(`The journal ${path} has no started job.`);
  return { kind: 'ids', vault: vaultArn, ids: jobIds };
};

/** One id a line; a line of `start` has the archive's id before it. */
const readIds = (content: string, from: string): readonly string[] => {
  const lines = content.split(/\r?\n/).map((line) => line.trim());
  const ids = lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const [first = '', second, ...rest] = line.split(/\s+/);
    if (rest.length === 0) return [second ?? first];
    throw usageError(
      `${shorten(printable(line), 60)} (line ${index + 1} of ${from === '-' ? 'standard input' : from}) is not a job id: specify one id per line, or lines of "<archive id> <job id>" as "start archive" prints them.`,
    );
  });
  if (ids.length > 0) return ids;
  throw usageError(`${from === '-' ? 'Standard input' : from} has no job ids.`);
};
