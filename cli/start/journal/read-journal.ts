import { readFileSync } from 'node:fs';
import { parseJson } from '../../../lambdas/core/json.ts';
import { usageError } from '../../framework/errors/cli-error.ts';
import { isStarted, JournalHead } from './entry.ts';
import { readKnown } from './lines.ts';

/**
 * Reads which jobs a start has started so far, also while it runs.
 *
 * @throws CliError when the file is no journal.
 */
export const readJournal = (
  path: string,
): { readonly vaultArn: string; readonly jobIds: readonly string[] } => {
  const [first = '', ...lines] = readLines(path);
  const head = JournalHead.safeParse(parseJson(first));
  if (!head.success) {
    throw usageError(
      `${path} is not a journal of "start archive": specify the file that its --journal names, or <file of --from>.journal.`,
    );
  }
  const started = [...readKnown(lines).known.values()].filter(isStarted);
  return { vaultArn: head.data.vaultArn, jobIds: started.flatMap(({ jobId }) => jobId ?? []) };
};

const readLines = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw usageError(`Cannot read --journal ${path}: ${why}.`, { cause });
  }
};
