import { outcomeOf } from '../../lambdas/core/glacier/call-error.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import type { Collected } from '../../registry/collect-job.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { explainError } from '../framework/errors/explain-error.ts';
import { confirmMany } from '../framework/output/confirm.ts';
import { printable } from '../framework/output/printable.ts';
import { reportEach } from '../framework/output/report-each.ts';
import { createJobPorts } from './job-ports.ts';
import { findSelected } from './selection/find-selected.ts';
import { readSelection, type SelectionRequest } from './selection/read-selection.ts';

/** The options of `jobs collect`. */
export interface CollectRequest extends SelectionRequest {
  readonly force: boolean;
  readonly yes: boolean;
}

/** Of a group, only what can be fetched. */
const READY: readonly Status[] = ['Expiring', 'Succeeded'];

/** Marks jobs as collected; all are found before the first is changed. */
export const collectJobs = async (
  context: Context,
  { force, yes, ...request }: CollectRequest,
): Promise<ExitCode> => {
  const { output } = context;
  const selection = await readSelection(request);
  const service = await context.connect();
  const ports = createJobPorts(service, output);
  const keys = await findSelected(selection, service, ports, READY);
  await confirmMany(
    keys.length,
    `Mark ${keys.length.toLocaleString('en')} jobs as collected? You get no further reminder before their outputs expire.`,
    { output, yes },
  );
  const results = await reportEach(keys, context, {
    act: ({ vaultArn, jobId }) =>
      ports.registry.collectJob({ vault: vaultArn, jobId }, { force }).catch(adviseForce),
    describe,
  });
  return results.some(({ kind }) => kind === 'refused') ? EXIT.failure : EXIT.ok;
};

const adviseForce = (error: unknown): never => {
  if (outcomeOf(error) === undefined) throw error;
  const { message, exitCode } = explainError(error, {});
  const advice = 'If you have the output, use --force to collect the job without checking Glacier.';
  throw new CliError(`${message} ${advice}`, { exitCode, cause: error });
};

const describe = (result: Collected): string => {
  switch (result.kind) {
    case 'collected':
      return `Collected ${result.key.jobId}: expiry reminders stop.`;
    case 'already-collected':
      return `${result.key.jobId} was already collected${result.collectedAt === undefined ? '' : ` at ${result.collectedAt}`}.`;
    case 'refused':
      return printable(result.message);
  }
};
