import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
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

const PACKAGES = ['@aws-sdk/client-dynamodb', '@dynoxide/linux-x64', 'fauxqs', 'axios', 'esbuild'];

const versionOf = (name: string): string => {
  const file = join(import.meta.dirname, '../../node_modules', name, 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
};

/** Describes the machine on which the figures were measured. */
export const machineLines = (): string[] => {
  const [first] = cpus();
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${type()} ${release()}, Node ${process.version}`,
    `- ${cpus().length} cores (${first?.model.trim()}), ${(totalmem() / 1e9).toFixed(0)} GB, load ${loadavg()[0]?.toFixed(1)} before the start`,
    `- ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
  ];
};
