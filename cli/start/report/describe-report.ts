import { parseVaultArn } from '../../../lambdas/core/vault/vault.ts';
import { awsCommand, type CommandScope, selfCommand } from '../../../operations/shell-command.ts';
import { printable } from '../../framework/output/printable.ts';
import type { StartReport } from './start-report.ts';

/** What the summary refers to. */
export interface ReportPlace {
  readonly vault: string;
  readonly scope: CommandScope;
  readonly journal?: string | undefined;
}

/** The maximum number of lines of one kind. */
const MOST_LINES = 10;

/** Describes the result of a start in lines of text. */
export const describeReport = (report: StartReport, place: ReportPlace): readonly string[] => {
  const { started, unstarted, earlier, left, halted, unnoted = [] } = report;
  const untracked = started.filter((job) => job.untracked !== undefined);
  return [
    `${started.length} started${earlier === 0 ? '' : `, ${earlier} already started`}${left === 0 ? '' : `, ${left} remaining`}.`,
    ...(halted === undefined ? [] : [halted]),
    ...cut(
      unstarted.map(
        ({ archiveId, kind, message }) => `${archiveId}: ${WORDS[kind]} (${printable(message)})`,
      ),
    ),
    ...cut(
      untracked.map(
        ({ jobId, untracked: why = '' }) =>
          `${jobId} is running but not tracked (${printable(why)}). To track it: ${selfCommand(['jobs', 'track'], place.scope, [place.vault, jobId])}`,
      ),
    ),
    ...started
      .filter(({ jobId }) => unnoted.includes(jobId))
      .map(
        ({ archiveId, jobId }) =>
          `${jobId} is running for ${archiveId}, but the journal does not contain its id.`,
      ),
    ...(unstarted.some(({ kind }) => kind === 'unsure') ? [howToCheck(place)] : []),
    ...(left > 0 || unstarted.some(({ kind }) => kind !== 'duplicate') || untracked.length > 0
      ? howToGoOn(report, place)
      : []),
  ];
};

/** Glacier's own job list is the first to show a started job. */
const howToCheck = ({ vault, scope }: ReportPlace): string => {
  const name = parseVaultArn(vault)?.vaultName ?? vault;
  const args = ['list-jobs', '--account-id', '-', '--vault-name', name];
  return `To check whether it started: ${awsCommand('glacier', args, scope)}`;
};

const howToGoOn = ({ started }: StartReport, { journal }: ReportPlace): readonly string[] => {
  if (journal !== undefined) {
    return [`To resume, run the same command again: ${journal} records the started archives.`];
  }
  return started.length === 0
    ? []
    : ['No journal records the started archives: continue with the remaining archives only.'];
};

const WORDS = {
  busy: 'not started, Glacier kept throttling',
  refused: 'not started',
  duplicate: 'not started',
  unsure: 'possibly started, no response',
} as const;

const cut = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `... and ${lines.length - MOST_LINES} more.`];
