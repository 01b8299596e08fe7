import { parseArgs } from 'node:util';
import { printPlanted } from './planted/find-planted.ts';
import { type Simulation, type SimulationResult, simulate } from './simulate.ts';

const HELP = `Usage: npm run simulate -- [--seed N] [--seeds N] [--jobs N] [--members P] [--story JOB]
       npm run simulate -- --planted [--seeds N] [--jobs N]

Runs the functions of a deployment on simulated services with faults, and checks every job.
The same seed gives the same run, to the last request.

  --seed N     the run (default: 1)
  --seeds N    how many runs, with the seeds from --seed on (default: 1; with --planted: up to 20)
  --jobs N     how many jobs start (default: 1000; with --planted: 60)
  --members P  how many percent of the jobs may be members of groups (default: 40)
  --story JOB  prints the life of one job, by its number from 1 to N
  --planted    plants faults one at a time, and prints a table of the seeds that find them
  --help       prints this

It exits 1 when an invariant is broken or a planted fault is not found, and 2 when an option is wrong.`;

const PROGRESS_MS = 2000;
const SHOWN = 20;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string' },
        jobs: { type: 'string' },
        members: { type: 'string' },
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
  console.error(`${problem}\nRun npm run simulate -- --help for usage.`);
  process.exit(2);
};

const readCount = (name: string, text: string, most = Number.MAX_SAFE_INTEGER): number => {
  if (/^\d+$/.test(text) && Number(text) > 0 && Number(text) <= most) return Number(text);
  return refuse(`--${name} ${JSON.stringify(text)}: specify a whole number from 1 to ${most}.`);
};

let shownAt = performance.now();
/** Shows on standard error what goes on, every two seconds. */
const showProgress = (describe: () => string): void => {
  if (performance.now() - shownAt < PROGRESS_MS) return;
  shownAt = performance.now();
  console.error(describe());
};

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

interface Asked extends Pick<Simulation, 'seed' | 'jobs' | 'share'> {
  readonly story: number | undefined;
}

const run = async ({ story, ...simulation }: Asked): Promise<boolean> => {
  const { seed, jobs } = simulation;
  const begun = cpuSeconds();
  const result = await simulate({
    ...simulation,
    ...(story === undefined ? {} : { story: { job: story, print: console.log } }),
    onProgress: (settled, virtualDays, broken) =>
      showProgress(() => {
        const day = virtualDays.toFixed(1);
        return `seed ${seed}: day ${day}, ${settled} of ${jobs} jobs settled, ${broken} broken`;
      }),
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
  const { broken, faults, trace, virtualDays, groups, members } = result;
  for (const { invariant, of } of broken.slice(0, SHOWN)) console.log(`BROKEN ${invariant}: ${of}`);
  for (const [kind, count] of [...faults].toSorted()) console.log(`${count} x ${kind}`);
  const [rate, mebibytes] = [jobs / seconds, process.resourceUsage().maxRSS / 1024];
  console.log(`${members} jobs were members of ${groups} groups`);
  console.log(
    `${virtualDays.toFixed(1)} virtual days, ${rate.toFixed(0)} lives a core-second, ${mebibytes.toFixed(0)} MiB`,
  );
  console.log(`seed ${seed}: ${jobs} jobs, ${broken.length} broken invariants, trace ${trace}`);
};

const { help, planted, ...options } = readOptions();
if (help) {
  console.log(HELP);
} else {
  const seeds = readCount('seeds', options.seeds ?? (planted ? '20' : '1'));
  const jobs = readCount('jobs', options.jobs ?? (planted ? '60' : '1000'));
  const first = readCount('seed', options.seed);
  const story = options.story === undefined ? undefined : readCount('story', options.story, jobs);
  const percent =
    options.members === undefined ? undefined : readCount('members', options.members, 100);
  const share = percent === undefined ? undefined : percent / 100;
  let isSound =
    !planted || (await printPlanted({ seeds, jobs }, (fault) => showProgress(() => fault)));
  for (let seed = first; !planted && seed < first + seeds; seed += 1) {
    isSound = (await run({ seed, jobs, share, story })) && isSound;
  }
  process.exitCode = isSound ? 0 : 1;
}
