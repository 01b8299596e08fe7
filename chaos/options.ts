import { parseArgs } from 'node:util';

/** The help of chaos. */
export const usage = `Usage: npm run chaos -- [options]

Runs the service in the sandbox for two virtual hours, starts jobs, and injects faults into notices,
CloudTrail records, Glacier, DynamoDB, SNS, SQS, functions and receivers. Compares the results with
Glacier's own ledger. Prints how often each fault was injected. If an invariant is violated, prints the
timeline of the job and exits with 1.

Options:
  --seed <number>   seed of the first run, which determines all random values (default: 1)
  --seeds <number>  runs, each with the next seed (default: 1)
  --jobs <number>   jobs in each run (default: 24)
  --help            show this help
`;

/** What the arguments ask for. */
export type ChaosRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: string }
  | {
      readonly kind: 'run';
      readonly seeds: readonly number[];
      readonly jobs: number;
    };

/** Reads the command's arguments. */
export const readChaosRequest = (args: readonly string[]): ChaosRequest => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '1' },
        jobs: { type: 'string', default: '24' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const first = readNumber('seed', values.seed);
    const seeds = Array.from(
      { length: readNumber('seeds', values.seeds) },
      (_, index) => first + index,
    );
    return { kind: 'run', seeds, jobs: readNumber('jobs', values.jobs) };
  } catch (error) {
    return { kind: 'refused', problem: error instanceof Error ? error.message : String(error) };
  }
};

const readNumber = (name: string, text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new Error(`--${name} ${text} is not a whole number of at least 1`);
};
