// Runs every measurement and writes docs/results/benchmarks.md, as `npm run bench`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { orExplain, pickNamed } from '../read-options.ts';
import { PARTS, type Part } from './parts.ts';
import { say } from './print-table.ts';
import { type Measured, machineLines, writeReport } from './write-report.ts';

const projectRoot = join(import.meta.dirname, '../..');

/** Lines that only report how far a measurement has come. */
const PROGRESS = /^\s*$|\.\.\.$|of \d+ rounds$/;

/**
 * Runs a measurement in a process of its own, and gives what it printed, without its progress.
 *
 * @throws Error when it fails.
 */
const runPart = async ({ name, command, quick }: Part, isQuick: boolean): Promise<string> => {
  const child = spawn(process.execPath, isQuick ? quick : command, {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`    ${line}\n`);
    lines.push(line);
  }
  await exited;
  if (child.exitCode !== 0) throw new Error(`The measurement of ${name} failed.`);
  const first = lines.findIndex((line) => !PROGRESS.test(line));
  return lines
    .slice(first)
    .filter((line) => line === '' || !PROGRESS.test(line))
    .join('\n')
    .trimEnd();
};

const HELP = `Measures everything that this project promises figures for, and writes docs/results/benchmarks.md.

  npm run bench -- [options]

  --only <names>  measures only these, joined by commas, and prints instead of writing
  --quick         a few rounds of each: checks the measurements, not the figures; prints too
  --help          this text

The parts are ${PARTS.map(({ name }) => name).join(', ')}. A machine with nothing else to do takes
less than ten minutes. On one that is busy the ratios are of little worth.`;

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
    writeFileSync(join(import.meta.dirname, '../../docs/results/benchmarks.md'), report);
    say('The report is in docs/results/benchmarks.md.');
  } else {
    say(report);
  }
}
