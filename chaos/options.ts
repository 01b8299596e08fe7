import { parseArgs } from 'node:util';
import { briefly, type ChaosScale, wholeLives } from './scale.ts';

/** The help of chaos. */
export const usage = `Usage: npm run chaos -- [options]

Runs the service in the sandbox, starts jobs, and injects faults into notices, CloudTrail records, Glacier,
DynamoDB, SNS, SQS, functions, streams, queues, schedules and receivers. Compares the results with
Glacier's own ledger. If an invariant is violated, prints the timeline of the job and exits with 1.

Options:
  --seed <number>    seed of the first run, which determines all random values (default: 1)
  --seeds <number>   runs, each with the next seed (default: 1)
  --jobs <number>    jobs in each run (default: 100)
  --hours <number>   hours of virtual time in which jobs are started (default: 3); faults continue for
                     another 13 hours, followed by the day in which each output expires
  --at-once <number> number of concurrent runs (default: 1)
  --brief            play only the first hundred minutes of short jobs, as npm test does
  --report <file>    write the faults and results to a Markdown file, and keep its content after
                     the line "${'<!-- kept -->'}"
  --help             show this help
`;

/** The runs to play, and what to do with the results. */
export interface ChaosOptions {
  readonly scales: readonly ChaosScale[];
  readonly atOnce: number;
  readonly reportFile?: string | undefined;
  /** The command that repeats a run. */
  readonly command: (scale: ChaosScale) => string;
}

/** What the arguments ask for. */
export type ChaosRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'run'; readonly options: ChaosOptions };

/** Reads the command's arguments. */
export const readChaosRequest = (args: readonly string[]): ChaosRequest => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '1' },
        jobs: { type: 'string', default: '100' },
        hours: { type: 'string', default: '3' },
        'at-once': { type: 'string', default: '1' },
        brief: { type: 'boolean', default: false },
        report: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values.help ? { kind: 'help' } : { kind: 'run', options: toOptions(values) };
  } catch (error) {
    return { kind: 'refused', problem: error instanceof Error ? error.message : String(error) };
  }
};

interface Values {
  readonly 'at-once': string;
  readonly seed: string;
  readonly seeds: string;
  readonly jobs: string;
  readonly hours: string;
  readonly brief: boolean;
  readonly report?: string | undefined;
}

const toOptions = ({ brief, report, ...given }: Values): ChaosOptions => {
  const [seed, seeds, jobs] = [
    readNumber('seed', given.seed, 0),
    readNumber('seeds', given.seeds, 1),
    readNumber('jobs', given.jobs, 1),
  ];
  const hours = readNumber('hours', given.hours, 1);
  const scaleOf = (own: number) => (brief ? briefly(own, jobs) : wholeLives(own, jobs, hours));
  return {
    scales: Array.from({ length: seeds }, (_, index) => scaleOf(seed + index)),
    atOnce: readNumber('at-once', given['at-once'], 1),
    reportFile: report,
    command: (scale) =>
      `npm run chaos -- --seed ${scale.seed} --jobs ${jobs} ${brief ? '--brief' : `--hours ${hours}`}`,
  };
};

const readNumber = (name: string, text: string, least: number): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${name} ${text} is not a whole number of at least ${least}`);
};
