import { parseArgs } from 'node:util';
import { printPlanted } from './planted/find-planted.ts';
import { type SimulationResult, simulate } from './simulate.ts';

const HELP = `Usage: npm run simulate -- [--seed N] [--seeds N] [--jobs N] [--story JOB] [--planted]

Runs the functions of a deployment on simulated services with faults, and checks every job.
The same seed gives the same run, to the last request.

  --seed N     the run (default: 1)
  --seeds N    how many runs, with the seeds from --seed on (default: 1)
  --jobs N     how many jobs start (default: 1000)
  --story JOB  prints the life of one job, by its number from 1 to N
  --planted    finds each of the planted faults, in up to 20 seeds of 200 jobs
  --help       prints this

It exits 1 when an invariant is broken.
`;

const PROGRESS_MS = 2000;
const SHOWN = 20;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '1' },
        jobs: { type: 'string', default: '1000' },
        story: { type: 'string' },
        planted: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};

const refuse = (problem: string): never => {
  console.error(`${problem}\n\n${HELP}`);
  process.exit(2);
};

const readCount = (name: string, text: string): number => {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  return refuse(`--${name} ${JSON.stringify(text)} is not a whole number of at least 1.`);
};

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const run = async (seed: number, jobs: number, story: number | undefined): Promise<boolean> => {
  const begun = cpuSeconds();
  let shownAt = performance.now();
  const result = await simulate({
    seed,
    jobs,
    ...(story === undefined ? {} : { story: { job: story, print: console.log } }),
    onProgress: (settled, broken) => {
      if (performance.now() - shownAt < PROGRESS_MS) return;
      shownAt = performance.now();
      console.log(
        `seed ${seed}: ${settled} of ${jobs} jobs are settled, ${broken} invariants are broken`,
      );
    },
  });
  report(result, { seed, jobs, seconds: cpuSeconds() - begun });
  return result.broken.length === 0;
};

interface Run {
  readonly seed: number;
  readonly jobs: number;
  readonly seconds: number;
}

const report = (result: SimulationResult, { seed, jobs, seconds }: Run): void => {
  const { broken, faults, trace, virtualDays } = result;
  for (const { invariant, of } of broken.slice(0, SHOWN)) console.log(`BROKEN ${invariant}: ${of}`);
  for (const [kind, count] of [...faults].toSorted()) console.log(`${count} x ${kind}`);
  const [rate, megabytes] = [jobs / seconds, process.resourceUsage().maxRSS / 1000];
  console.log(
    `${virtualDays.toFixed(1)} virtual days, ${rate.toFixed(0)} lives a core-second, up to ${megabytes.toFixed(0)} MB`,
  );
  console.log(`seed ${seed}: ${jobs} jobs, ${broken.length} broken invariants, trace ${trace}`);
};

const options = readOptions();
if (options.help) {
  console.log(HELP);
} else if (options.planted) {
  process.exitCode = (await printPlanted()) ? 0 : 1;
} else {
  const [first, seeds] = [readCount('seed', options.seed), readCount('seeds', options.seeds)];
  const jobs = readCount('jobs', options.jobs);
  const story = options.story === undefined ? undefined : readCount('story', options.story);
  for (let seed = first; seed < first + seeds; seed += 1) {
    if (!(await run(seed, jobs, story))) process.exitCode = 1;
  }
}
