import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../cli/create-program.ts';
import { EXIT } from '../../cli/framework/errors/exit-code.ts';

const guide = readdirSync('docs')
  .filter((name) => /^cli.*\.md$/.test(name))
  .map((name) => readFileSync(join('docs', name), 'utf8'))
  .join('\n');

interface Leaf {
  readonly path: string;
  readonly command: CommandUnknownOpts;
}

/** The commands that do something, each with all its words. */
const leavesOf = (command: CommandUnknownOpts, path: string): readonly Leaf[] => {
  const children = command.createHelp().visibleCommands(command);
  const others = children.filter((child) => child.name() !== 'help');
  const below = others.flatMap((child) => leavesOf(child, `${path} ${child.name()}`));
  const isLeaf = others.length === 0 || (command.parent !== null && command.options.length > 0);
  return isLeaf ? [{ path, command }, ...below] : below;
};

const leaves = leavesOf(createProgram(), 'glacier-jobs');

describe('the guide to the command', () => {
  it('knows more than a few commands', () => {
    expect(leaves.length).toBeGreaterThan(8);
  });

  it.each(leaves)('names $path, and every option of it', ({ path, command }) => {
    const options = command.options.map(({ long }) => long);
    // The page about operating leaves the program's own name out.
    const name = path.replace('glacier-jobs ', '');
    expect([name, ...options].filter((word) => !guide.includes(word ?? ''))).toStrictEqual([]);
  });

  it('names every exit code', () => {
    const codes = Object.values(EXIT).map(String);
    expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(guide))).toStrictEqual([]);
  });

  it.each(leaves)('and the help of $path has an example', ({ command }) => {
    const shown: string[] = [];
    command.configureOutput({ writeOut: (text) => void shown.push(text) }).outputHelp();
    expect(shown.join('')).toContain('Examples:\n  # ');
  });
});
