import type { JobRequest } from '../../operations/jobs/initiation.ts';
import type { Context } from '../framework/context.ts';
import { usageError } from '../framework/errors/cli-error.ts';
import type { ExitCode } from '../framework/errors/exit-code.ts';
import { confirmMany } from '../framework/output/confirm.ts';
import type { Output } from '../framework/output/output.ts';
import { readArchives } from './archive-list.ts';
import { checkVault, requireFollowed } from './check-vault.ts';
import { describeMember } from './group/describe-member.ts';
import { createShortJournal, type Journal, openJournal } from './journal/journal.ts';
import { runStart } from './run-start.ts';

/** The options of `start archive`. */
export interface StartArchives {
  readonly vault: string;
  readonly archives: readonly string[];
  readonly from?: string | undefined;
  readonly journal?: string | undefined;
  readonly tier: string;
  readonly description?: string | undefined;
  readonly byteRange?: string | undefined;
  readonly group?: string | undefined;
  readonly match?: string | undefined;
  readonly again?: boolean | undefined;
  readonly rate: number;
  readonly yes?: boolean | undefined;
  readonly output?: string | undefined;
}

/** Starts retrievals of archives. */
export const startArchives = async (context: Context, asked: StartArchives): Promise<ExitCode> => {
  const { vault, tier, byteRange, group } = asked;
  const journalPath = nameJournal(asked);
  checkVault(vault);
  const description = describeMember(asked.description, group);
  const archives = await readArchives(asked);
  await askForMany(context.output, asked, archives.length);
  const service = await context.connect();
  const vaultArn = requireFollowed(vault, service);
  const head = { journal: 1 as const, vaultArn, tier, description, byteRange };
  const journal: Journal =
    journalPath === undefined ? createShortJournal() : openJournal(journalPath, head);
  const snsTopic = service.outputs.NoticeTopicArn;
  const requests: JobRequest[] = archives.map((archiveId) => ({
    vaultArn,
    archiveId,
    tier,
    description,
    byteRange,
    snsTopic,
  }));
  const start = { service, requests, journal, journalPath, vault, again: asked.again, group };
  return runStart(context, { ...start, ratePerSecond: asked.rate, outputFile: asked.output });
};

const askForMany = (output: Output, { vault, tier, yes = false }: StartArchives, count: number) =>
  confirmMany(
    count,
    `Start up to ${count.toLocaleString('en')} ${tier} retrievals in the vault ${vault}? AWS charges for them, and they cannot be canceled.`,
    { output, yes },
  );

/** The default journal is next to the file of archives. */
const nameJournal = ({ from, journal }: StartArchives): string | undefined => {
  if (journal !== undefined || from === undefined) return journal;
  if (from !== '-') return `${from}.journal`;
  throw usageError(
    'Specify a file with --journal: it records which archives from standard input were started, so that none is started twice.',
  );
};
