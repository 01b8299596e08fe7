import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { markdownTable } from '../../sandbox/narration/markdown-table.ts';
import type { ChaosRecords } from '../check/chaos-records.ts';
import { INVARIANTS } from '../check/check-chaos.ts';
import type { Fault } from '../faults/fault-log.ts';
import type { ChaosScale } from '../run.ts';

/** The result of one seed. */
export interface SeedResult {
  readonly scale: ChaosScale;
  readonly records: ChaosRecords;
  readonly faults: readonly Fault[];
  readonly violations: number;
  readonly minutes: number;
}

/** What follows this line in the report is written by hand, and stays. */
const KEPT = '<!-- kept -->';

/** Writes the figures of runs into a Markdown file, and keeps what is written by hand in it. */
export const writeReport = (file: string, results: readonly SeedResult[]): void => {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, kept = '\n'] = old.split(KEPT);
  writeFileSync(file, `${figures(results)}\n${KEPT}${kept}`);
};

const figures = (results: readonly SeedResult[]): string => `# Chaos test results

<!-- Written by \`npm run chaos -- --report docs/results/chaos.md\`, up to the line "kept". -->

\`npm run chaos\` runs the whole service in the sandbox, injects faults into everything around it, and compares what it
recorded, announced and delivered with the simulator's own ledger.

${markdownTable(['', ''], summarize(results), 'left').join('\n')}

## Invariants

${INVARIANTS.map(({ name }) => `- ${name}`).join('\n')}

## Faults

${markdownTable(['fault', 'times'], countKinds(results.flatMap(faultsOf)), 'right').join('\n')}
`;

const summarize = (results: readonly SeedResult[]): readonly (readonly [string, string])[] => {
  const sum = (measure: (result: SeedResult) => number) =>
    results.reduce((total, result) => total + measure(result), 0).toLocaleString('en');
  const transitions = sum(({ records }) =>
    records.jobs.reduce((total, { sequence }) => total + sequence, 0),
  );
  const states = results.flatMap(({ records }) => records.deliveries.map(({ state }) => state));
  const [cpu, seeds] = [cpus()[0]?.model.trim(), results.map(({ scale }) => scale.seed)];
  return [
    ['Seeds', seeds.join(', ')],
    ['Jobs', sum(({ scale }) => scale.jobs)],
    ['Transitions', transitions],
    ['Webhook requests', sum(({ records }) => records.received.length)],
    [
      'Deliveries',
      countKinds(states)
        .map(([state, count]) => `${count} ${state}`)
        .join(', '),
    ],
    ['**Broken invariants**', `**${sum(({ violations }) => violations)}**`],
    ['Repeat one', `\`npm run chaos -- --seed ${seeds[0]} --jobs ${results[0]?.scale.jobs}\``],
    ['Took', `${sum(({ minutes }) => Math.round(minutes))} min`],
    [
      'On',
      `${cpus().length} x ${cpu}, ${platform()} ${release()} ${arch()}, Node ${process.version}`,
    ],
  ];
};

/** The faults of a run, with those of Glacier's simulator. */
const faultsOf = ({ faults, records }: SeedResult): readonly string[] => [
  ...faults.map(({ kind }) => kind),
  ...records.notices.filter(({ fate }) => fate !== 'published').map(() => 'notice lost'),
  ...Object.entries(records.glacierErrors).flatMap(([code, count]) =>
    Array.from({ length: count }, () => `Glacier answered ${code}`),
  ),
];

const countKinds = (kinds: readonly string[]): readonly (readonly [string, string])[] =>
  [...Map.groupBy(kinds, (kind) => kind)]
    .map(([kind, { length }]) => [kind, length.toLocaleString('en')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
