import type { Part } from './parts.ts';

/** A measurement that was made. */
export interface Measured {
  readonly part: Part;
  /** What it printed. */
  readonly output: string;
  readonly seconds: number;
}

/** Writes docs/results/benchmarks.md: the goals first, then every measurement as it was printed. */
export const writeReport = (machine: readonly string[], measured: readonly Measured[]): string =>
  [
    '# Benchmark results',
    '',
    'Written by `npm run bench`. Each figure stands beside a baseline from the same run on the same machine.',
    'Trust the ratios, not the absolute figures.',
    '',
    ...machine,
    '',
    '## Goals',
    '',
    ...measured.flatMap(goalsOf),
    '',
    ...measured.flatMap(sectionOf),
  ].join('\n');

const goalsOf = ({ part, output }: Measured): string[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('Goal'))
    .map((line) => `- ${part.title}. ${line}`);

const sectionOf = ({ part, output, seconds }: Measured): string[] => [
  `## ${part.title}`,
  '',
  `${part.about} (\`node ${part.command.join(' ')}\`, ${seconds.toFixed(0)} s)`,
  '',
  '```text',
  output,
  '```',
  '',
];
