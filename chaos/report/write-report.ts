import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { markdownTable } from '../../sandbox/narration/markdown-table.ts';
import { INVARIANTS } from '../check/check-chaos.ts';
import { addCounts, type SeedSummary } from './summarize.ts';

/** What follows this line in the report is written by hand, and stays. */
export const KEPT = '<!-- kept -->';

/** What the report is written from. */
export interface ReportRequest {
  readonly file: string;
  readonly summaries: readonly SeedSummary[];
  readonly hours: number;
  readonly command: string;
}

/** Writes the figures of a long run into a Markdown file, and keeps what is written by hand in it. */
export const writeReport = (request: ReportRequest): void => {
  const old = existsSync(request.file) ? readFileSync(request.file, 'utf8') : '';
  const [, kept = '\n'] = old.split(KEPT);
  writeFileSync(request.file, `${figures(request)}\n${KEPT}${kept}`);
};

const sum = (
  all: readonly SeedSummary[],
  name: 'jobs' | 'transitions' | 'requests' | 'violations',
) => all.reduce((total, one) => total + one[name], 0);

const figures = (request: ReportRequest): string => `# Chaos test results

<!-- Written by \`npm run chaos -- --report docs/results/chaos.md\`, up to the line "kept". -->

\`npm run chaos\` runs the whole service in the sandbox, injects faults into everything around it, and compares what it
recorded, announced and delivered with the simulator's own ledger.

${markdownTable(['', ''], results(request), 'left').join('\n')}

## Invariants

${INVARIANTS.map(({ name }) => `- ${name}`).join('\n')}

## Faults

${markdownTable(['fault', 'times'], faults(request), 'right').join('\n')}
`;

const results = ({
  summaries,
  hours,
  command,
}: ReportRequest): readonly (readonly [string, string])[] => {
  const [cpu] = cpus();
  const seeds = summaries.map(({ seed }) => seed).sort((a, b) => a - b);
  const minutes = summaries.reduce((total, { tookMs }) => total + tookMs, 0) / 60_000;
  const machine = `${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}`;
  const span = `${hours} h of starts, ${hours + 13} h of faults, ${hours + 38} h in all`;
  return [
    ['Runs', `${summaries.length}, each the whole lives of its jobs: ${span}`],
    ['Seeds', seeds.join(', ')],
    ['Jobs', sum(summaries, 'jobs').toLocaleString('en')],
    ['Transitions', sum(summaries, 'transitions').toLocaleString('en')],
    ['Webhook requests', sum(summaries, 'requests').toLocaleString('en')],
    ['Deliveries', listCounts(summaries.map((one) => one.deliveries))],
    ['**Broken invariants**', `**${sum(summaries, 'violations')}**`],
    ['Repeat one', `\`${command}\``],
    ['Took', `${minutes.toFixed(0)} min of runs, beside each other and other work`],
    ['On', `${machine}, ${platform()} ${release()} ${arch()}, Node ${process.version}`],
  ];
};

const listCounts = (all: Parameters<typeof addCounts>[0]): string =>
  addCounts(all)
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
    .join(', ');

const faults = ({ summaries }: ReportRequest): readonly (readonly [string, string])[] =>
  addCounts(summaries.map((one) => one.faults)).map(([name, count]) => [
    name,
    count.toLocaleString('en'),
  ]);
