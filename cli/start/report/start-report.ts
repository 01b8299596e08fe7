import { parseVaultArn } from '../../../lambdas/core/vault/vault.ts';
import { awsCommand, type CommandScope, selfCommand } from '../../../operations/shell-command.ts';
import { printable } from '../../framework/output/printable.ts';

/** A running job. */
export interface StartedJob {
  readonly archiveId: string;
  readonly jobId: string;
  /** Why the service does not track the job; absent when it does. */
  readonly untracked?: string | undefined;
}

/** An archive whose job was not, or possibly not, started. */
export interface UnstartedArchive {
  readonly archiveId: string;
  /** `unsure`: the request was sent but got no response; the next start checks for a job first. */
  readonly kind: 'busy' | 'refused' | 'unsure' | 'duplicate';
  readonly message: string;
  /** Of `duplicate`: the job that is pending, or of which the output can still be fetched. */
  readonly jobId?: string | undefined;
}

/** The result of a start of many archives. */
export interface StartReport {
  readonly started: readonly StartedJob[];
  readonly unstarted: readonly UnstartedArchive[];
  /** How many were started and tracked before. */
  readonly earlier: number;
  /** How many were not attempted, because of an interruption or a permanent error. */
  readonly left: number;
  /** Why the start ended early. */
  readonly halted?: string | undefined;
  /** Ids of started jobs that the journal could not record. */
  readonly unnoted?: readonly string[];
  /** The error that ended the start; requests in flight have completed. */
  readonly fault?: unknown;
}

/** What the summary refers to. */
interface ReportPlace {
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
