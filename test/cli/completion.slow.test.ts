import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLETION_SCRIPTS } from '../../cli/completion/scripts.ts';
import { startCliSandbox } from '../support/cli-sandbox.ts';
import { runCommand } from '../support/run-command.ts';

let sandbox: Awaited<ReturnType<typeof startCliSandbox>>;
let env: Readonly<Record<string, string>>;
let endpointId: string;

beforeAll(async () => {
  sandbox = await startCliSandbox({ vaults: ['photos', 'letters'] });
  ({ endpointId } = await sandbox.json<{ endpointId: string }>(
    'endpoints',
    'add',
    'http://127.0.0.1:49111/hook',
  ));
  const bin = join(sandbox.env.HOME, 'bin');
  mkdirSync(bin);
  const program = `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/cli.ts')}' "$@"\n`;
  writeFileSync(join(bin, 'glacier-jobs'), program, { mode: 0o755 });
  env = { ...sandbox.env, PATH: `${bin}:/usr/bin:/bin` };
});
afterAll(() => sandbox.stop());

const complete = async (...words: string[]) => {
  const { code, stdout, stderr } = await runCommand(['complete', '--', ...words], env);
  return { code, stderr, words: stdout.split('\n').map((line) => line.split('\t')[0]) };
};

it.each([
  [['jo'], ['jobs']],
  [
    ['jobs', 'wa'],
    ['watch', 'wait'],
  ],
  [['--stack', 'jobs', 'endp'], ['endpoints']],
  [
    ['--sandbox', 'jobs', 'list', '--sta'],
    ['--status', '--stack'],
  ],
  [
    ['jobs', 'list', '--status', 'Failed', 'Ex'],
    ['Expired', 'Expiring'],
  ],
  [['jobs', 'list', '--vault', 'photos', '--tier', 'B'], ['Bulk']],
  [['completion', 'b'], ['bash']],
  [['listen', 'trigger', 'su'], ['succeeded']],
  [['listen', 'trigger', 'failed', '--as', 's'], ['sns']],
  [
    ['--sandbox', 'jobs', 'list', '--vault', ''],
    ['letters', 'photos'],
  ],
  [['jobs', 'show', '--sandbox', 'ph'], ['photos']],
  [['--sandbox', '4000', 'start', 'a'], ['archive']],
  [['--sandbox=4000', 'start', 'a'], ['archive']],
  [['--sandbox', '4000', 'jobs', 'list', '--stat'], ['--status']],
  [['--region', 'eu-west-1', 'jobs', 'list', '--limit', ''], []],
  // bash splits an address at its colons.
  [
    ['--sandbox', 'http', ':', '//127.0.0.1', ':', '49111', 'jobs', 'show', ''],
    ['letters', 'photos'],
  ],
])('completes %j to %j', async (words, expected) => {
  const end = await complete(...words);
  expect([end.code, end.stderr, end.words.toSorted()]).toStrictEqual([
    0,
    '',
    [...expected, ''].toSorted(),
  ]);
});

it('counts no port of the sandbox as an operand', async () => {
  const { port } = new URL(sandbox.controlUrl);
  const { words } = await complete('jobs', 'show', '--sandbox', port, 'ph');
  expect(words).toStrictEqual(['photos', '']);
});

it('completes endpoint ids', async () => {
  const { words } = await complete('--sandbox', 'endpoints', 'show', 'ep_');
  expect(words).toStrictEqual([endpointId, '']);
});

it('completes nothing while no deployment can be reached', async () => {
  const end = await complete('--stack', 'Nosuch', '--region', 'eu-west-1', 'endpoints', 'show', '');
  expect(end).toStrictEqual({ code: 0, stderr: '', words: [''] });
});

/** Loads the script twice in a bare shell, completes one line and prints what it offers. */
const SHELLS = {
  bash: {
    args: ['--norc', '--noprofile', '-eu'],
    asks: (words: readonly string[]) => `
COMP_WORDS=(glacier-jobs ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_glacier_jobs; printf '%s\\n' "\${COMPREPLY[@]}"`,
  },
  zsh: {
    args: ['-f'],
    asks: (words: readonly string[]) => `
_describe() { print -l -- "\${(@)\${(P@)2}%%:*}" }
words=(glacier-jobs ${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length + 1}
[[ $_comps[glacier-jobs] == _glacier_jobs ]] && _glacier_jobs`,
  },
  fish: {
    args: ['--no-config'],
    asks: (words: readonly string[]) =>
      `complete --do-complete 'glacier-jobs ${words.join(' ')}' | string replace -r '\\t.*' ''; true`,
  },
} as const;

describe.each(['bash', 'zsh', 'fish'] as const)('the script of %s', (shell) => {
  const isAbsent = spawnSync(shell, ['--version']).error !== undefined;

  it.skipIf(isAbsent)('completes in a bare shell, and can be sourced twice', async () => {
    const { args, asks } = SHELLS[shell];
    const script = COMPLETION_SCRIPTS[shell];
    const run = (...words: string[]) =>
      promisify(execFile)(shell, [...args, '-c', [script, script, asks(words)].join('\n')], {
        env,
      });
    const ends = [
      await run('jobs', 'l'),
      await run('--sandbox', 'jobs', 'list', '--vault', ''),
      await run('--sandbox', 'endpoints', 'show', 'ep_'),
    ];
    const lines = ends.map(({ stdout, stderr }) => [
      stderr,
      ...stdout.trim().split('\n').toSorted(),
    ]);
    expect(lines).toStrictEqual([
      ['', 'list'],
      ['', 'letters', 'photos'],
      ['', endpointId],
    ]);
  });
});

it('joins the words that bash splits at =', async () => {
  const run = async (...words: string[]) => {
    const script = `${COMPLETION_SCRIPTS.bash}${SHELLS.bash.asks(words)}`;
    return (await promisify(execFile)('bash', ['-c', script], { env })).stdout.trim();
  };
  const ends = [
    await run('--sandbox', '=', '4000', 'start', 'a'),
    await run('--sandbox', 'jobs', 'list', '--vault', '=', 'ph'),
    await run('jobs', 'list', '--tier', '='),
  ];
  expect(ends).toStrictEqual(['archive', 'photos', 'Expedited\nStandard\nBulk\nInventory']);
});
