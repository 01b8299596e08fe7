// Breaks everything around the service: npm run chaos -- --help

import { explainStartError } from '../sandbox/start/start-error.ts';
import { checkChaos } from './check/check-chaos.ts';
import { describeHistory } from './describe-history.ts';
import { readChaosRequest, usage } from './options.ts';
import { playChaos } from './play-chaos.ts';
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
  for (const seed of request.seeds) {
    const violations = await runSeed({ seed, jobs: request.jobs });
    if (violations > 0) process.exitCode = 1;
  }
};

/** Plays a seed, prints what it has shown, and returns how often an invariant was broken. */
const runSeed = async (scale: ChaosScale): Promise<number> => {
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
  for (const [kind, { length }] of Map.groupBy(faults, (fault) => fault.kind)) {
    console.log(`${String(length).padStart(6)}  ${kind}`);
  }
  const minutes = (performance.now() - begunAt) / 60_000;
  console.log(
    `seed ${scale.seed}: ${scale.jobs} jobs, ${records.received.length} webhook requests, ` +
      `${faults.length} faults, ${violations.length} broken invariants, ${minutes.toFixed(1)} min`,
  );
  return violations.length;
};

// Ends by process.exit, so that what is removed at the exit is removed.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
await main().catch(explainStartError);
