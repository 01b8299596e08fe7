import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const HELP = `Usage: npm run simulate -- [--seed N] [--jobs N]

Runs the functions of a deployment on simulated services with faults, and checks every job.
The same seed gives the same run, to the last request.

  --seed N   which run (default: 1)
  --jobs N   how many jobs start (default: 1000)
  --help     print this
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});

const readCount = (name: string, text: string): number => {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  console.error(`--${name} ${JSON.stringify(text)} is not a whole number of at least 1.`);
  process.exit(2);
};

if (values.help) {
  console.log(HELP);
} else {
  const [seed, jobs] = [readCount('seed', values.seed), readCount('jobs', values.jobs)];
  const result = await simulate({
    seed,
    jobs,
    onProgress: (settled) => console.log(`${settled} of ${jobs} jobs are settled.`),
  });
  for (const [kind, count] of [...result.faults].toSorted()) console.log(`${count} x ${kind}`);
  for (const { invariant, of } of result.broken.slice(0, 20))
    console.log(`BROKEN ${invariant}: ${of}`);
  const seconds = process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
  console.log(
    `${Math.round(result.virtualDays)} virtual days, ${Math.round(jobs / seconds)} lives a core-second, ${Math.round(process.memoryUsage().rss / 1e6)} MB.`,
  );
  console.log(
    `seed ${seed}: ${jobs} jobs, ${result.broken.length} broken invariants, trace ${result.trace}`,
  );
  process.exitCode = result.broken.length > 0 ? 1 : 0;
}
