import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { type CommandWorld, startCommandWorld } from '../support/command-world.ts';
import { runCommand } from '../support/run-command.ts';

let world: CommandWorld;

beforeAll(async () => {
  world = await startCommandWorld();
});
afterAll(() => world.stop());

// A vault of which no other test starts a job.
const LIST = ['jobs', 'list', '--vault', 'unused'];

describe('the deployment', () => {
  it.each([
    [['--stack', 'Shared'], 0, 'No matching jobs'],
    [['--stack', 'Shared', '--construct', 'Photos'], 0, 'No matching jobs'],
    [['--stack', 'Several', '--construct', 'Letters'], 0, 'No matching jobs'],
    [['--stack', 'Several'], 2, 'specify --construct (Photos, Letters)'],
    [['--stack', 'Several', '--construct', 'Films'], 3, 'which has Photos, Letters'],
    [['--stack', 'Embedded', '--construct', 'Letters'], 0, 'No matching jobs'],
    [['--stack', 'Embedded'], 2, 'specify --construct (Photos, Letters)'],
    [['--stack', 'Embedded', '--construct', 'Films'], 3, 'which has Photos, Letters'],
    [['--stack', 'Nosuch'], 3, 'The stack Nosuch does not exist in eu-west-1: check --stack'],
    [['--stack', 'Website'], 3, 'lacks the outputs NoticeTopicArn'],
    [['--stack', 'Expired'], 3, 'credentials have expired: sign in again with "aws sso login"'],
    [['--stack', 'Denied'], 3, 'The permission cloudformation:DescribeStacks is missing'],
    [
      ['--profile', 'nosuch'],
      3,
      'found for the profile nosuch: check its name with "aws configure',
    ],
    [['--sandbox', '--region', 'eu-west-1'], 2, "option '--sandbox [port]' cannot be used with"],
  ])('of %j ends with %i', async (args, code, said) => {
    const end = await world.run(...args, ...LIST);
    expect([end.code, end.stdout]).toStrictEqual([code, '']);
    expect(end.stderr).toContain(said);
  });

  it.each([
    [['--stack', 'Nosuch', ...LIST], 3, /^The stack Nosuch does not exist in eu-west-1: check/],
    [
      ['jobs', 'show', 'photos', 'nosuch'],
      1,
      /^No tracked job of the vault photos has an id that starts with nosuch/,
    ],
    [['jobs', 'show', 'pho/tos', 'j'], 2, /^vault "pho\/tos" is neither/],
    [['jobs', 'show', 'photos'], 2, /^missing required argument 'job'$/],
    [['jobs', 'lst'], 2, /^unknown command 'lst'\n\(Did you mean list\?\)$/],
  ])('with --json an error of %j is JSON', async (args, exitCode, message) => {
    const end = await world.run(...args, '--json');
    expect([end.code, end.stdout]).toStrictEqual([exitCode, '']);
    const error = { message: expect.stringMatching(message), exitCode };
    expect(JSON.parse(end.stderr)).toStrictEqual({ error });
  });

  it('needs a region and credentials, and says so', async () => {
    const { AWS_REGION: _, ...noRegion } = world.env;
    const { AWS_ACCESS_KEY_ID: __, ...noCredentials } = world.env;
    const ends = await Promise.all([
      runCommand(LIST, noRegion),
      runCommand(LIST, noCredentials),
      runCommand(LIST, { ...world.env, AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:1' }),
    ]);
    expect(ends.map(({ code, stderr }) => [code, stderr.split(':')[0]])).toStrictEqual([
      [3, 'No AWS Region is configured'],
      [3, 'No AWS credentials found'],
      [3, 'AWS cannot be reached'],
    ]);
  });

  it('names the permission that is missing', async () => {
    world.gate.deny('Query');
    const { code, stderr } = await world.run(...LIST);
    world.gate.deny(undefined);
    expect([code, stderr]).toStrictEqual([
      3,
      expect.stringContaining('The permission dynamodb:Query is missing'),
    ]);
  });
});

describe('a deployment on a simulator of Glacier', () => {
  const start = (archiveId: string, env: Readonly<Record<string, string>>) =>
    runCommand(['--stack', 'Simulated', 'start', 'archive', 'photos', archiveId], env);
  // Where the SDK would send what it finds no other address for.
  const elsewhere = () => {
    const { AWS_ENDPOINT_URL_GLACIER: _, ...env } = world.env;
    return { env: { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } };
  };

  it('has its jobs started there, and so do the commands that are printed', async () => {
    const before = world.glacier.ledger.jobs().length;
    const { code, stderr } = await start('there', elsewhere().env);
    expect([code, world.glacier.ledger.jobs().length - before]).toStrictEqual([0, 1]);
    expect(stderr).toMatch(/fetch --to=\. .*--stack Simulated/);
  });

  it('yields to an address that the environment names for Glacier alone', async () => {
    const before = world.glacier.ledger.jobs().length;
    const { code } = await start('elsewhere', {
      ...elsewhere().env,
      AWS_ENDPOINT_URL_GLACIER: 'http://127.0.0.1:1',
    });
    expect([code, world.glacier.ledger.jobs().length - before]).toStrictEqual([3, 0]);
  });
});

describe('the help', () => {
  it('lists every command, the exit codes, and the version of the package', async () => {
    const [help, version] = await Promise.all([world.run('--help'), world.run('--version')]);
    expect([help.code, version.stdout]).toStrictEqual([0, `${packageJson.version}\n`]);
    expect(help.stdout).toMatch(/start .*\n.*jobs .*\n/);
    expect(help.stdout).toContain('3    the deployment was not found');
  });

  it.each([
    [[], 2, 'Usage: glacier-jobs'],
    [['job'], 2, 'Did you mean jobs?'],
    [['jobs', 'list', '--statsu', 'Failed'], 2, 'Did you mean --status?'],
    [['completion', 'tcsh'], 2, 'Allowed choices are bash, zsh, fish'],
  ])('is what %j ends in', async (args, code, said) => {
    const end = await world.run(...args);
    expect([end.code, end.stderr]).toStrictEqual([code, expect.stringContaining(said)]);
  });

  describe('on an old Node.js', () => {
    const old = "Object.defineProperty(process, 'versions', { value: { node: '20.19.0' } })";
    const hook = `--import=data:text/javascript,${encodeURIComponent(old)}`;

    it('runs with the one of the clone, and passes its exit code on', async () => {
      const run = promisify(execFile)(process.execPath, [hook, 'bin/glacier-jobs.js', 'job']);
      await expect(run).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Did you mean jobs?'),
      });
    });

    it('says which one the command needs where no other is installed', async () => {
      const copy = join(world.folder, 'glacier-jobs.mjs');
      copyFileSync('bin/glacier-jobs.js', copy);
      await expect(promisify(execFile)(process.execPath, [hook, copy])).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^glacier-jobs requires Node.js .* but this is 20.19.0: .* run "npm ci"/,
        ),
      });
    });
  });

  it('ends quietly when its output is closed', async () => {
    const child = world.spawn('jobs', 'list', '--help');
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, stderr]).toStrictEqual([0, '']);
  });

  it('needs neither the SDK nor what a command does', () => {
    const script = join(world.folder, 'trace.mjs');
    writeFileSync(script, TRACE);
    return expect(
      runCommand(['--help'], { ...world.env, NODE_OPTIONS: `--import=${script}` }),
    ).resolves.toMatchObject({ code: 0, stderr: '' });
  });
});

/** Says on standard error what must not be loaded for a help. */
const TRACE = `import { registerHooks } from 'node:module';
registerHooks({
  load: (url, context, next) => {
    if (/@aws-sdk|@smithy|string-truncated|zod|cli\\/(jobs|start)\\/(?!commands)|connect-st|connect-sa/.test(url)) {
      process.stderr.write(url);
    }
    return next(url, context);
  },
});`;
