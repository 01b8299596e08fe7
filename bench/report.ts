// Runs every measurement and writes docs/results/benchmarks.md, as `npm run bench`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { orExplain, pickNamed } from './read-options.ts';
import { machineLines } from './report/machine.ts';
import { PARTS, type Part } from './report/parts.ts';
import { runPart } from './report/run-part.ts';
import { type Measured, writeReport } from './report/write-report.ts';

const HELP = `Measures everything that this project promises figures for, and writes docs/results/benchmarks.md.

  npm run bench -- [options]

  --only <names>  measures only these, joined by commas, and prints instead of writing
  --quick         a few rounds of each: checks the measurements, not the figures; prints too
  --help          this text

The parts are ${PARTS.map(({ name }) => name).join(', ')}. A machine with nothing else to do takes
less than ten minutes. On one that is busy the ratios are of little worth.`;

const say = (line: string) => process.stdout.write(`${line}\n`);

const measure = async (parts: readonly Part[], isQuick: boolean): Promise<Measured[]> => {
  const measured: Measured[] = [];
  for (const [index, part] of parts.entries()) {
    say(`[${index + 1} of ${parts.length}] ${part.title} ...`);
    const startedMs = performance.now();
    const output = await runPart(part, isQuick);
    measured.push({ part, output, seconds: (performance.now() - startedMs) / 1000 });
  }
  return measured;
};

const { values, chosen } = orExplain(HELP, () => {
  const read = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return { values: read.values, chosen: pickNamed(PARTS, read.values.only) };
});

if (values.help) {
  say(HELP);
} else {
  const report = writeReport(machineLines(), await measure(chosen, values.quick));
  if (values.only === undefined && !values.quick) {
    writeFileSync(join(import.meta.dirname, '../docs/results/benchmarks.md'), report);
    say('The report is in docs/results/benchmarks.md.');
  } else {
    say(report);
  }
}
