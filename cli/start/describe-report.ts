import {
  awsCommand,
  type CommandScope,
  selfCommand,
} from '../../lambdas/core/doctor/command-line.ts';
import { parseVaultArn } from '../../lambdas/core/vault.ts';
import { printable } from '../framework/printable.ts';
import type { StartReport } from './start-report.ts';

/** What the summary refers to. */
export interface ReportPlace {
  readonly vault: string;
  readonly scope: CommandScope;
  readonly journal?: string | undefined;
}

/** How many lines there are of one kind before "and so on". */
const MOST_LINES = 10;

/** Describes what became of a start in lines for people. */
export const describeReport = (report: StartReport, place: ReportPlace): readonly string[] => {
  const { started, unstarted, earlier, left, halted, unnoted = [] } = report;
  const untracked = started.filter((job) => job.untracked !== undefined);
  return [
    `${started.length} started${earlier === 0 ? '' : `, ${earlier} before`}${left === 0 ? '' : `, ${left} not yet`}.`,
    ...(halted === undefined ? [] : [halted]),
    ...cut(
      unstarted.map(
        ({ archiveId, kind, message }) => `${archiveId}: ${WORDS[kind]} (${printable(message)})`,
      ),
    ),
    ...cut(
      untracked.map(
        ({ jobId, untracked: why = '' }) =>
          `${jobId} runs, but is not tracked (${printable(why)}): ${selfCommand(['jobs', 'track'], place.scope, [place.vault, jobId])}`,
      ),
    ),
    ...started
      .filter(({ jobId }) => unnoted.includes(jobId))
      .map(
        ({ archiveId, jobId }) =>
          `${jobId} runs for ${archiveId}; the journal does not have its id.`,
      ),
    ...(unstarted.some(({ kind }) => kind === 'unsure') ? [howToCheck(place)] : []),
    ...(left > 0 || unstarted.some(({ kind }) => kind !== 'duplicate') || untracked.length > 0
      ? howToGoOn(report, place)
      : []),
  ];
};

/** Glacier's own list knows what is started before anybody else does. */
const howToCheck = ({ vault, scope }: ReportPlace): string => {
  const name = parseVaultArn(vault)?.vaultName ?? vault;
  const args = ['list-jobs', '--account-id', '-', '--vault-name', name];
  return `Whether it is started is told by: ${awsCommand('glacier', args, scope)}`;
};

const howToGoOn = ({ started }: StartReport, { journal }: ReportPlace): readonly string[] => {
  if (journal !== undefined) {
    return [`Run the same command again to go on: ${journal} remembers what is started.`];
  }
  return started.length === 0
    ? []
    : [
        'No journal remembers what is started: go on with the archives that are left, not with all.',
      ];
};

const WORDS = {
  busy: 'not started, Glacier was busy all the time',
  refused: 'not started',
  duplicate: 'not started',
  unsure: 'perhaps started, no answer came',
} as const;

const cut = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `... and ${lines.length - MOST_LINES} more.`];
