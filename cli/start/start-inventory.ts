import type { Context } from '../framework/context.ts';
import type { ExitCode } from '../framework/errors/exit-code.ts';
import type { Since } from '../framework/options/option-values.ts';
import { checkVault, requireFollowed } from './check-vault.ts';
import { describeMember } from './group/describe-member.ts';
import { createShortJournal } from './journal/journal.ts';
import { runStart } from './run-start.ts';

/** The options of `start inventory`. */
export interface StartInventory {
  readonly vault: string;
  readonly format: string;
  readonly description?: string | undefined;
  readonly group?: string | undefined;
  readonly since?: Since | undefined;
  readonly before?: Since | undefined;
  readonly output?: string | undefined;
}

/** Starts an inventory retrieval of a vault. */
export const startInventory = async (
  context: Context,
  { vault, format, group, since, before, output, ...asked }: StartInventory,
): Promise<ExitCode> => {
  checkVault(vault);
  const description = describeMember(asked.description, group);
  const service = await context.connect();
  const now = service.clock.now();
  const request = {
    vaultArn: requireFollowed(vault, service),
    format,
    description,
    startDate: since?.(now),
    endDate: before?.(now),
    snsTopic: service.outputs.NoticeTopicArn,
  };
  return runStart(context, {
    service,
    requests: [request],
    journal: createShortJournal(),
    ratePerSecond: 1,
    vault,
    again: true,
    group,
    outputFile: output,
  });
};
