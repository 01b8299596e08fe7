import { parseArgs } from 'node:util';
import { briefly, type ChaosScale, wholeLives } from './chaos-scale.ts';

/** How chaos is asked for. */
export const usage = `Usage: npm run chaos -- [options]

Runs the service in the sandbox, starts jobs, and breaks everything that can break: notices, records
of CloudTrail, Glacier, DynamoDB, SNS, SQS, functions, streams, queues, schedules and receivers. Checks
what has come of it against Glacier's own ledger. Exits with 1 if an invariant is broken, and tells that job's whole story.

Options:
  --seed <number>    seed of the first run; it decides everything that is drawn (default: 1)
  --seeds <number>   runs, each with the next seed (default: 1)
  --jobs <number>    jobs in each run (default: 100)
  --hours <number>   hours of virtual time in which jobs are started (default: 3); things break for
                     13 hours more, and then every job has the day in which its output expires
  --at-once <number> runs that are played at the same time (default: 1)
  --brief            plays only the first hundred minutes of jobs that end soon, as npm test does
  --report <file>    writes what was broken and found to a Markdown file, and keeps the part of it that
                     follows the line "${'<!-- kept -->'}"
  --help             shows this text
`;

/** What is to be played, and what to do with the result. */
export interface ChaosOptions {
  readonly scales: readonly ChaosScale[];
  readonly atOnce: number;
  readonly reportFile?: string | undefined;
  /** How a run is repeated. */
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
  throw new Error(`--${name} ${text} is not a whole number from ${least} on`);
};
