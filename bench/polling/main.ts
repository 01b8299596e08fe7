// Measures how the poller finds completions, as `npm run bench:polling`; `-- --help` lists the options.
import { parseArgs } from 'node:util';
import { orExplain, pickNamed } from '../read-options.ts';
import { say } from '../report/print-table.ts';
import { measureScale } from './scale/measure-scale.ts';
import { comparePlan } from './tables/compare-plan.ts';
import { comparePlays, type PlayKind, playRow } from './tables/compare-plays.ts';
import { compareShared } from './tables/compare-shared.ts';

const HELP = `Measures what finding completions costs, and how late they are found.

  node bench/polling/main.ts [options]

  --only <part>  plan, shared, scale, memory or throttled, instead of all
  --million      plays scale and throttled with a million pending jobs too (many minutes)
  --play <row>   plays one row of memory or throttled in this process, such as memory:0
  --help         this text

The simulation lets the product's own poller follow simulated jobs, minute by minute. The scale run needs the local DynamoDB, see sandbox/emulators.`;

const { values } = orExplain(HELP, () =>
  parseArgs({
    options: {
      only: { type: 'string' },
      million: { type: 'boolean', default: false },
      play: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  }),
);

const runScale = async (): Promise<void> => {
  say('One tick on a local DynamoDB, all notices lost');
  const sizes = [1000, 100_000, ...(values.million ? [1_000_000] : [])];
  for (const pending of sizes) {
    for (const vaults of [1, 1000]) await measureScale(pending, vaults);
  }
};

const PARTS: readonly { readonly name: string; readonly run: () => void | Promise<void> }[] = [
  { name: 'plan', run: comparePlan },
  { name: 'shared', run: compareShared },
  { name: 'scale', run: runScale },
  { name: 'memory', run: () => comparePlays('memory', values.million) },
  { name: 'throttled', run: () => comparePlays('throttled', values.million) },
];

const readPlay = (row: string): [PlayKind, number] => {
  const [, kind, number] = /^(memory|throttled):(\d+)$/.exec(row) ?? [];
  if (kind !== 'memory' && kind !== 'throttled') throw new Error(`--play ${row}: no such row`);
  return [kind, Number(number)];
};

const run = async (): Promise<void> => {
  const parts = orExplain(HELP, () => pickNamed(PARTS, values.only));
  for (const part of parts) await part.run();
};

const { play } = values;
if (values.help) say(HELP);
else if (play === undefined) await run();
else await playRow(...orExplain(HELP, () => readPlay(play)));
