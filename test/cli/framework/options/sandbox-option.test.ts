import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findSandbox } from '../../../../cli/deployment/sandbox/find-sandbox.ts';
import { attachSandboxPort } from '../../../../cli/framework/options/sandbox-option.ts';
import { announceSandbox, sandboxFilePath } from '../../../../sandbox/control/announce-sandbox.ts';
import { startControl } from '../../../../sandbox/control/start-control.ts';
import { startLocalServer } from '../../../../sandbox/glacier/api/local-server.ts';
import { runCommand } from '../../../support/run-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandboxes-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const [FIRST, SECOND] = ['http://127.0.0.1:8081', 'http://127.0.0.1:8082'] as const;

/** A sandbox that was killed, so that its file is still there. */
const announceEnded = (controlUrl: string) => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const file = { controlUrl, pid, startedAt: Date.now() + 60_000 };
  writeFileSync(sandboxFilePath(controlUrl), JSON.stringify(file), { mode: 0o600 });
};

describe('several sandboxes', () => {
  it('uses the latest, and states which one and how to choose another', () => {
    vi.useFakeTimers({ now: 1_000, toFake: ['Date'] });
    announceSandbox(FIRST);
    vi.setSystemTime(2_000);
    announceSandbox(SECOND);
    expect(findSandbox(true)).toMatchObject({
      controlUrl: SECOND,
      choice: 'Using the sandbox on port 8082. To use another, specify --sandbox <port>: 8081.',
    });
    expect(findSandbox(FIRST)).toMatchObject({
      controlUrl: FIRST,
      choice: expect.stringContaining('on port 8081'),
    });
  });

  it('finds the other when one has ended, in an orderly way or not', () => {
    announceSandbox(FIRST);
    announceSandbox(SECOND)();
    announceEnded('http://127.0.0.1:8083');
    expect(findSandbox(true)).toMatchObject({ controlUrl: FIRST });
    expect(findSandbox(true)).not.toHaveProperty('choice');
  });

  it('skips files that are damaged or that others may write to', () => {
    announceSandbox(FIRST);
    writeFileSync(sandboxFilePath(SECOND), 'torn');
    const file = { controlUrl: SECOND, pid: process.pid, startedAt: Date.now() + 1 };
    const path = sandboxFilePath('http://127.0.0.1:8084');
    writeFileSync(path, JSON.stringify(file));
    chmodSync(path, 0o666);
    expect(findSandbox(true)).toMatchObject({ controlUrl: FIRST });
  });

  it('reaches a port that fetch refuses', async () => {
    const server = await startLocalServer((_, response) => response.end('{"now":"now"}'), 6566);
    const answer = await findSandbox(server.url).ask('/clock');
    await server.stop();
    expect(answer).toStrictEqual({ now: 'now' });
  });

  it('removes the file of a sandbox that ends, and of no other', () => {
    const withdraw = announceSandbox(FIRST);
    announceSandbox(SECOND);
    withdraw();
    expect(readdirSync(folder)).toStrictEqual([expect.stringContaining('8082.json')]);
  });
});

describe('the command', () => {
  const run = (...args: string[]) => runCommand(args, { HOME: folder, TMPDIR: folder });

  it('reports that no sandbox runs, or that it did not respond', async () => {
    const none = await run('--sandbox', 'jobs', 'list');
    announceSandbox('http://127.0.0.1:1');
    const silent = await run('--sandbox', 'jobs', 'list');
    expect([none, silent].map(({ code, stderr }) => [code, stderr])).toStrictEqual([
      [3, expect.stringContaining('No sandbox is running: run "npm start" in a clone.')],
      [3, expect.stringContaining('The sandbox at http://127.0.0.1:1 did not respond')],
    ]);
  });

  it('reaches the one whose port follows --sandbox, and states so beside another', async () => {
    const starting = await startControl();
    announceSandbox(FIRST);
    const { code, stderr } = await run('--sandbox', new URL(starting.url).port, 'jobs', 'list');
    await starting.stop();
    expect([code, stderr]).toStrictEqual([3, expect.stringContaining('--sandbox <port>: 8081.')]);
    expect(stderr).toContain(`The sandbox at ${starting.url} did not respond`);
  });

  it('refuses what is no port', async () => {
    const { code, stderr } = await run('--sandbox=photos', 'jobs', 'list');
    expect([code, stderr]).toStrictEqual([2, expect.stringContaining('such as 8080 or http')]);
  });
});

it.each([
  [
    ['--sandbox', 'jobs', 'list'],
    ['--sandbox=', 'jobs', 'list'],
  ],
  [
    ['jobs', 'list', '--sandbox'],
    ['jobs', 'list', '--sandbox='],
  ],
  [
    ['--sandbox', '8080', 'jobs'],
    ['--sandbox=8080', 'jobs'],
  ],
  [
    ['--sandbox', FIRST, 'jobs'],
    [`--sandbox=${FIRST}`, 'jobs'],
  ],
  [
    ['--sandbox', '--json', 'doctor'],
    ['--sandbox=', '--json', 'doctor'],
  ],
  [
    ['--sandbox=8080', 'doctor'],
    ['--sandbox=8080', 'doctor'],
  ],
  [
    ['jobs', 'show', '--', '--sandbox', '8080'],
    ['jobs', 'show', '--', '--sandbox', '8080'],
  ],
])('%j is read as %j', (args, read) => {
  expect(attachSandboxPort(args)).toStrictEqual(read);
});
