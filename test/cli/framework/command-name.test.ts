import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { createProgram } from '../../../cli/create-program.ts';
import { commandName } from '../../../cli/framework/command-name.ts';

it.each([
  ['by npx', '/home/ann/.npm/_npx/f4/node_modules/.bin/glacier-jobs', 'exec', 'npx glacier-jobs'],
  ['by npx node', resolve('bin/glacier-jobs.js'), 'exec', 'npx glacier-jobs'],
  ['by npm start', resolve('bin/glacier-jobs.js'), 'start', 'npx glacier-jobs'],
  ['from .bin', '/shop/node_modules/.bin/glacier-jobs', undefined, 'npx glacier-jobs'],
  [
    'on Windows',
    String.raw`C:\shop\node_modules\glacier-job-notifier\bin\glacier-jobs.js`,
    undefined,
    'npx glacier-jobs',
  ],
  ['as installed', '/usr/local/bin/glacier-jobs', undefined, 'glacier-jobs'],
  ['in a clone', resolve('bin/glacier-jobs.js'), undefined, 'node bin/glacier-jobs.js'],
  ['elsewhere', "/it's/glacier-jobs.js", undefined, String.raw`node '/it'\''s/glacier-jobs.js'`],
  ['without a path', undefined, undefined, 'glacier-jobs'],
])('names the command as it was run %s', (_, program, npmCommand, name) => {
  expect(commandName({ program, env: { npm_command: npmCommand } })).toBe(name);
});

it('shows this name in the usage and the examples of every command', () => {
  const program = createProgram(false, 'node bin/glacier-jobs.js');
  const help: string[] = [];
  const list = program.commands
    .find((group) => group.name() === 'jobs')
    ?.commands.find((command) => command.name() === 'list');
  list?.configureOutput({ writeOut: (text) => void help.push(text) }).outputHelp();
  expect(help.join('')).toContain('Usage: node bin/glacier-jobs.js jobs list [options]');
  expect(help.join('').match(/^ {2}node bin\/glacier-jobs\.js jobs list/gm)).toHaveLength(3);
  expect(help.join('')).not.toMatch(/(?<!bin\/)glacier-jobs(?!\.js)/);
});
