// Breaks everything around the service: npm run chaos -- --help

import { explainStartError } from '../sandbox/start/start-error.ts';
import { type ChaosOptions, readChaosRequest, usage } from './options.ts';
import { describeHistory } from './report/describe-history.ts';
import { addCounts, type SeedSummary, summarize } from './report/summarize.ts';
import { writeReport } from './report/write-report.ts';
import { runSeed, type SeedResult } from './run-seed.ts';
import type { ChaosScale } from './scale.ts';

const MOST_STORIES = 5;

const main = async (): Promise<void> => {
  const request = readChaosRequest(process.argv.slice(2));
  switch (request.kind) {
    case 'help':
      console.log(usage);
      break;
    case 'refused':
      console.error(`${request.problem}\n\n${usage}`);
      process.exitCode = 2;
      break;
    case 'run':
      await runAll(request.options);
  }
};

const runAll = async (options: ChaosOptions): Promise<void> => {
  // Every sandbox cleans up on exit.
  process.setMaxListeners(10 * (1 + options.atOnce));
  const summaries: SeedSummary[] = [];
  const waiting = [...options.scales];
  const playNext = async (): Promise<void> => {
    for (let scale = waiting.shift(); scale !== undefined; scale = waiting.shift()) {
      const summary = await runOne(scale, options);
      if (summary !== undefined) summaries.push(summary);
      report(summaries, options);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, playNext));
  console.log('\nFaults injected:');
  for (const [name, count] of addCounts(summaries.map(({ faults }) => faults))) {
    console.log(`${String(count).padStart(8)}  ${name}`);
  }
};

/** Writes the report after every run, so that stopping early loses no results. */
const report = (
  summaries: readonly SeedSummary[],
  { reportFile, scales: [first], command }: ChaosOptions,
): void => {
  if (reportFile === undefined || first === undefined) return;
  const hours = first.startSpanMs / 3_600_000;
  writeReport({ file: reportFile, summaries, hours, command: command(first) });
};

const runOne = async (
  scale: ChaosScale,
  { command }: ChaosOptions,
): Promise<SeedSummary | undefined> => {
  try {
    const result = await runSeed(scale, createProgress(`seed ${scale.seed}`));
    const summary = summarize(result);
    printResult(result, summary);
    if (summary.violations === 0) return summary;
    console.log(`To repeat this run: ${command(scale)}`);
    process.exitCode = 1;
    return summary;
  } catch (error) {
    console.error(`seed ${scale.seed} did not complete:`, error);
    process.exitCode = 1;
    return undefined;
  }
};

const printResult = (
  { scale, violations, records, faults }: SeedResult,
  { jobs, transitions, requests, tookMs }: SeedSummary,
): void => {
  console.log(
    `seed ${scale.seed}: ${jobs} jobs, ${transitions} transitions, ${requests} webhook requests, ` +
      `${faults.length} faults, ${violations.length} violations, ${Math.round(tookMs / 1000)} s`,
  );
  for (const { invariant, text, jobId } of violations) {
    console.log(`VIOLATED  ${invariant}: ${jobId ?? ''} ${text}`);
  }
  const jobIds = new Set(violations.flatMap(({ jobId }) => jobId ?? []));
  for (const jobId of [...jobIds].slice(0, MOST_STORIES)) {
    console.log(`\n${describeHistory(jobId, records, faults)}`);
  }
};

/** Reports each tenth of a run, on one line on a terminal. */
const createProgress = (label: string) => {
  let printed = 0;
  return (share: number): void => {
    const tenth = Math.floor(share * 10);
    if (tenth <= printed) return;
    printed = tenth;
    process.stderr.write(`${label}: ${tenth * 10} %\n`);
  };
};

// Ends by process.exit, so that what is removed at the exit is removed.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
await main().catch(explainStartError);
