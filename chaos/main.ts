// Breaks everything around the service: npm run chaos -- --help

import { explainStartError } from '../sandbox/start/start-error.ts';
import { checkChaos } from './check/check-chaos.ts';
import { readChaosRequest, usage } from './options.ts';
import { playChaos } from './play-chaos.ts';
import { describeHistory } from './report/describe-history.ts';
import { type SeedResult, writeReport } from './report/write-report.ts';
import type { ChaosScale } from './run.ts';

const MOST_STORIES = 5;

const main = async (): Promise<void> => {
  const request = readChaosRequest(process.argv.slice(2));
  if (request.kind === 'help') return console.log(usage);
  if (request.kind === 'refused') {
    console.error(`${request.problem}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const results: SeedResult[] = [];
  for (const seed of request.seeds) {
    const result = await runSeed({ seed, jobs: request.jobs });
    if (result.violations > 0) process.exitCode = 1;
    results.push(result);
    // After every run, so that stopping early loses no results.
    if (request.reportFile) writeReport(request.reportFile, results);
  }
};

const runSeed = async (scale: ChaosScale): Promise<SeedResult> => {
  const begunAt = performance.now();
  const { records, faults } = await playChaos(scale);
  const violations = checkChaos(records);
  for (const { invariant, text, jobId } of violations) {
    console.log(`VIOLATED  ${invariant}: ${jobId ?? ''} ${text}`);
  }
  const jobIds = new Set(violations.flatMap(({ jobId }) => jobId ?? []));
  for (const jobId of [...jobIds].slice(0, MOST_STORIES)) {
    console.log(describeHistory(jobId, records, faults));
  }
  const minutes = (performance.now() - begunAt) / 60_000;
  console.log(
    `seed ${scale.seed}: ${scale.jobs} jobs, ${records.received.length} webhook requests, ` +
      `${faults.length} faults, ${violations.length} broken invariants, ${minutes.toFixed(1)} min`,
  );
  return { scale, records, faults, violations: violations.length, minutes };
};

// Ends by process.exit, so that what is removed at the exit is removed.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
await main().catch(explainStartError);
