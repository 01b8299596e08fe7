import { createJobCounter, type JobStats } from '../../operations/jobs/stats.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Since } from '../framework/options/option-values.ts';
import { formatSpan } from '../framework/output/durations.ts';
import type { Output } from '../framework/output/output.ts';
import { createTable } from '../framework/output/table.ts';
import { createJobPorts } from './job-ports.ts';
import { toVaultFilter } from './vault-filter.ts';
import { nameOfVault } from './view/job-row.ts';

/** The options of `jobs stats`. */
export interface StatsRequest {
  readonly vault?: string | undefined;
  readonly group?: string | undefined;
  readonly since?: Since | undefined;
}

/** Counts the jobs by reading all of them. */
export const showStats = async (
  { output, connect }: Context,
  { vault, group, since }: StatsRequest,
): Promise<ExitCode> => {
  const service = await connect();
  const { readCounted } = createJobPorts(service, output);
  const counter = createJobCounter();
  const filter = {
    vaultArn: toVaultFilter(vault, service, output),
    group,
    since: since?.(service.clock.now()),
  };
  for await (const page of readCounted(filter)) for (const job of page) counter.add(job);
  const stats = counter.result();
  if (output.isJson) output.json({ ...stats, successRate: successRate(stats) });
  else printStats(stats, output);
  return EXIT.ok;
};

/** The share of ended jobs that succeeded; undefined before the first has ended. */
const successRate = ({ succeeded, finished }: JobStats): number | undefined =>
  finished === 0 ? undefined : succeeded / finished;

const printStats = (stats: JobStats, output: Output): void => {
  const { jobs, byStatus, byTier, byVault, succeeded, finished, detection } = stats;
  output.print(`${count(jobs, 'job')} tracked`);
  const rate = successRate(stats);
  if (rate !== undefined) {
    output.print(`${(100 * rate).toFixed(1)} % succeeded (${succeeded} of ${finished} ended jobs)`);
  }
  const vaults = Object.fromEntries(
    Object.entries(byVault).map(([vaultArn, number]) => [nameOfVault(vaultArn), number]),
  );
  printCounts('STATUS', byStatus, output);
  printCounts('TIER', byTier, output);
  printCounts('VAULT', vaults, output);
  printDelays(detection, output);
};

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

const printCounts = (
  title: string,
  counts: Readonly<Record<string, number>>,
  output: Output,
): void => {
  const rows = Object.entries(counts).map(([name, number]) => [name, number.toLocaleString('en')]);
  if (rows.length === 0) return;
  output.print('');
  createTable(output, [{ title, minWidth: 10 }, 'JOBS']).add(rows);
};

const printDelays = (detection: JobStats['detection'], output: Output): void => {
  const rows = Object.entries(detection).map(([source, delays]) => [
    source,
    delays.count.toLocaleString('en'),
    ...[delays.medianMs, delays.p90Ms, delays.mostMs].map(formatSpan),
  ]);
  if (rows.length === 0) return;
  output.print('\nDelay from completion to recording, by source of the evidence:');
  createTable(output, ['SOURCE', 'JOBS', 'MEDIAN', 'P90', 'MAX']).add(rows);
};
