// Measures every function's bundle, as `npm run bench:bundles`; `-- 10` makes ten rounds.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleBudgets } from '../budgets.ts';
import { readCount } from '../read-options.ts';
import { printTable, say } from '../report/print-table.ts';
import { type DeployedFunction, synthesizeFunctions } from './deployed-functions.ts';
import { measureRounds, type StartCase } from './measure-start.ts';

const ROUNDS = readCount(30);
const GOAL_RATIO = 2;

const projectRoot = join(import.meta.dirname, '../..');

/** Below node_modules, so that Node finds there what is left out of the bundle. */
const usualFolder = join(projectRoot, 'node_modules/.cache/bench-bundles');

/** Bundles a function the usual way: an ES module, default main fields, the SDK left to the runtime. */
const buildUsual = async (name: string): Promise<string> => {
  const outfile = join(usualFolder, `${name}.mjs`);
  await build({
    entryPoints: [join(projectRoot, 'lambdas', name, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['@aws-sdk/*', '@smithy/*'],
    // CommonJS packages in an ES module call a require that is not there otherwise.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outfile;
};

const kilobytes = (file: string) => statSync(file).size / 1000;

const prepareEmpty = (folder: string): StartCase => {
  const file = join(folder, 'empty.cjs');
  writeFileSync(file, '');
  return { id: 'empty', file, environment: {} };
};

const prepare = async ({ name, file, environment }: DeployedFunction) => ({
  name,
  deployed: { id: `${name}, deployed`, file, environment },
  usual: { id: `${name}, usual`, file: await buildUsual(name), environment },
});

type Prepared = Awaited<ReturnType<typeof prepare>>;

const judge = ({ name, deployed, usual }: Prepared, medians: ReadonlyMap<string, number>) => {
  const over = (id: string) => (medians.get(id) ?? 0) - (medians.get('empty') ?? 0);
  const [ms, usualMs] = [over(deployed.id), over(usual.id)];
  const budget = bundleBudgets[name] ?? 0;
  const isMet = kilobytes(deployed.file) <= budget && usualMs >= GOAL_RATIO * ms;
  return { ms, usualMs, budget, isMet };
};

const row = (one: Prepared, medians: ReadonlyMap<string, number>): readonly string[] => {
  const { name, deployed, usual } = one;
  const { ms, usualMs, budget, isMet } = judge(one, medians);
  return [
    name,
    kilobytes(deployed.file).toFixed(0),
    budget.toFixed(0),
    kilobytes(usual.file).toFixed(0),
    ms.toFixed(1),
    usualMs.toFixed(1),
    `${(usualMs / ms).toFixed(2)}x`,
    isMet ? 'met' : 'missed',
  ];
};

const report = (prepared: readonly Prepared[], medians: ReadonlyMap<string, number>): void => {
  say();
  printTable(
    ['function', 'kB', 'budget', 'usual kB', 'ms', 'usual ms', 'faster', 'goals'],
    prepared.map((one) => row(one, medians)),
  );
  say('');
  say(
    `ms: above an empty Node ${process.version} process (${medians.get('empty')?.toFixed(1)} ms), ` +
      `medians of ${ROUNDS} shuffled rounds.`,
  );
  const met = prepared.filter((one) => judge(one, medians).isMet).length;
  const verdict = met === prepared.length ? 'met' : 'missed';
  say(
    `Goal, within budget and ${GOAL_RATIO} times faster: ${met} of ${prepared.length} functions, ${verdict}.`,
  );
  say(
    'usual: an ES module, default main fields, the SDK not in the bundle but loaded from node_modules.',
  );
};

const run = async (folder: string): Promise<void> => {
  mkdirSync(usualFolder, { recursive: true });
  say('Bundling every function both ways ...');
  const prepared = await Promise.all(synthesizeFunctions(folder).map(prepare));
  const cases = [
    prepareEmpty(folder),
    ...prepared.flatMap(({ deployed, usual }) => [deployed, usual]),
  ];
  say(`Starting ${cases.length} processes a round ...`);
  const medians = measureRounds(cases, ROUNDS, (done) => {
    if (done % 5 === 0) say(`  ${done} of ${ROUNDS} rounds`);
  });
  report(prepared, medians);
};

const temporary = mkdtempSync(join(tmpdir(), 'bench-bundles-'));
try {
  await run(temporary);
} finally {
  rmSync(temporary, { recursive: true });
  rmSync(usualFolder, { recursive: true, force: true });
}
