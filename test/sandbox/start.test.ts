import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlServer, startControl } from '../../sandbox/control/start-control.ts';
import { readStartRequest } from '../../sandbox/start/read-start-request.ts';

/** Lets a process find no package with the binary of DynamoDB. */
const WITHOUT_BINARY = `--import=data:text/javascript,${encodeURIComponent(`
import module from 'node:module';
const resolve = module._resolveFilename;
module._resolveFilename = (name, ...rest) => {
  if (name.startsWith('@dynoxide')) throw new Error('not installed');
  return resolve(name, ...rest);
};`)}`;

let taken: ControlServer;
beforeAll(async () => {
  taken = await startControl();
});
afterAll(() => taken.stop());

const start = async (script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: dirname(process.execPath), ...env },
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
};

describe('npm start', () => {
  it('states in one sentence, before the synthesis, that its port is taken', async () => {
    const port = new URL(taken.url).port;
    await expect(start('sandbox/main.ts', ['--port', port])).resolves.toStrictEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        new RegExp(`^Port ${port} is unavailable .*: choose another.*\n$`),
      ),
    });
  });

  it.each(['sandbox/main.ts', 'sandbox/demo/main.ts'])(
    'states in one sentence that DynamoDB is missing (%s)',
    async (script) => {
      const { code, stdout, stderr } = await start(script, [], { NODE_OPTIONS: WITHOUT_BINARY });
      expect({ code, stderr }).toStrictEqual({
        code: 1,
        stderr: expect.stringMatching(
          /^No DynamoDB emulator found on [^:]+: run "[^"]+", or set DYNAMODB_ENDPOINT to .*\.\n$/,
        ),
      });
      expect(stdout).not.toContain('Synthesizing');
    },
  );

  it.each(['sandbox/main.ts', 'sandbox/demo/main.ts'])(
    'prints no stack trace after its output is closed (%s)',
    async (script) => {
      const child = spawn(process.execPath, [script], {
        env: { PATH: dirname(process.execPath), DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' },
      });
      child.stdout.destroy();
      await expect(text(child.stderr)).resolves.toMatch(
        /^No response from DYNAMODB_ENDPOINT=.*\n$/,
      );
    },
  );

  it('states in one sentence that nothing answers at DYNAMODB_ENDPOINT', async () => {
    const env = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' };
    await expect(start('sandbox/main.ts', [], env)).resolves.toStrictEqual({
      code: 1,
      stdout: 'Starting the emulated services ...\n',
      stderr: expect.stringMatching(/^No response from DYNAMODB_ENDPOINT=http:.*\.\n$/),
    });
  });

  it('explains a wrong option and shows its help', async () => {
    const { code, stderr } = await start('sandbox/main.ts', ['--port', 'x']);
    expect([code, stderr]).toStrictEqual([2, expect.stringMatching(/^--port x is not a port/)]);
    expect(stderr).toContain('\nUsage: npm start');
  });

  it.each([
    [['--port', '65536'], '--port 65536 is not a port'],
    [['--for', '0'], '--for 0 is not a duration'],
    [['--for', 'soon'], '--for soon is not a duration'],
    [['--vaults', 'a b,c'], '--vaults: "a b" is not a vault name'],
    [['--vaults', 'photos,'], '--vaults: "" is not a vault name'],
    [['--vault', 'photos'], "Unknown option '--vault'"],
    [['4000'], 'npm needs -- before options'],
  ])('explains %j', (args, problem) => {
    const refused = { kind: 'refused', problem: expect.stringContaining(problem) };
    expect(readStartRequest(args)).toStrictEqual(refused);
  });

  it.each([
    [[], { vaultNames: ['photos'], port: 0, minutes: Number.POSITIVE_INFINITY }],
    [
      ['--vaults', 'a,b.c', '--port', '4000', '--for', '0.5'],
      { vaultNames: ['a', 'b.c'], port: 4000, minutes: 0.5 },
    ],
  ])('reads %j', (args, options) => {
    expect(readStartRequest(args)).toStrictEqual({ kind: 'run', ...options });
  });
});

it('stops and cleans up when its terminal closes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-test-'));
  const env = { PATH: dirname(process.execPath), TMPDIR: folder };
  const child = spawn(process.execPath, ['sandbox/main.ts'], { env });
  let stdout = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    stdout += chunk;
    if (stdout.endsWith('in UTC:\n')) child.kill('SIGHUP');
  }
  expect(stdout).toContain(`Stop it with Ctrl-C, or: kill ${child.pid}\n`);
  expect([child.exitCode ?? (await once(child, 'exit'))[0], readdirSync(folder)]).toStrictEqual([
    0,
    [],
  ]);
}, 60_000);

describe('npm run demo', () => {
  it.each([
    [['--help'], 0, /^Usage: npm run demo/],
    [['--fast'], 2, /^Unknown option --fast.\nUsage/],
  ])('ends at once with %j', async (args, expected, said) => {
    const { code, stdout, stderr } = await start('sandbox/demo/main.ts', args);
    expect([code, stdout + stderr]).toStrictEqual([expected, expect.stringMatching(said)]);
  });
});

describe('the control server', () => {
  it('answers 503 until the sandbox has started', async () => {
    const answer = await fetch(`${taken.url}/clock`);
    expect([answer.status, await answer.json()]).toStrictEqual([
      503,
      { message: expect.stringContaining('The sandbox is starting') },
    ]);
  });
});
