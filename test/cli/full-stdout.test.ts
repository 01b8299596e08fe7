import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCliSandbox } from '../support/cli-sandbox.ts';
import { endOf } from '../support/run-command.ts';

const FULL = 'Cannot write to standard output: ENOSPC: no space left on device, write.';

let sandbox: Awaited<ReturnType<typeof startCliSandbox>>;
beforeAll(async () => {
  sandbox = await startCliSandbox();
  void sandbox.runLive();
});
afterAll(() => sandbox.stop());

/** Runs the real command with a full disk behind its standard output. */
const runFull = (...args: readonly string[]) => {
  const words = [process.execPath, 'bin/cli.ts', '--sandbox', ...args];
  const env = { PATH: process.env['PATH'] ?? '', ...sandbox.env };
  return endOf(spawn('bash', ['-c', 'exec "$@" > /dev/full', 'bash', ...words], { env }));
};

const endpoints = async () =>
  (
    await sandbox.json<{ endpoints: { endpointId: string; state: string; urlHost: string }[] }>(
      'endpoints',
      'list',
    )
  ).endpoints;

it.each([
  [['jobs', 'list', '--json'], `{"error":{"message":"${FULL}","exitCode":1}}`],
  [['endpoints', 'list', '--json'], `{"error":{"message":"${FULL}","exitCode":1}}`],
  [['--version'], FULL],
  [['jobs', '--help'], FULL],
])('a full disk behind the result of %j is one sentence', async (args, sentence) => {
  const { code, stderr } = await runFull(...args);
  expect([code, stderr]).toStrictEqual([1, `${sentence}\n`]);
});

it('a connection behind the result that is reset is one line of JSON with --json', async () => {
  const server = createServer((socket) => socket.resetAndDestroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const words = [process.execPath, 'bin/cli.ts', '--sandbox', '--json', 'jobs', 'list'];
  const script = `exec "$@" 1<>/dev/tcp/127.0.0.1/${port}`;
  const env = { PATH: process.env['PATH'] ?? '', ...sandbox.env };
  const { code, stderr } = await endOf(spawn('bash', ['-c', script, 'bash', ...words], { env }));
  server.close();
  const message = 'Cannot write to standard output: write ECONNRESET.';
  expect([code, JSON.parse(stderr)]).toStrictEqual([1, { error: { message, exitCode: 1 } }]);
});

it.each([[[]], [['--json']]])(
  'start archive %j does not lose the id of a paid job',
  async (json) => {
    const { code, stderr } = await runFull(
      ...json,
      'start',
      'archive',
      'photos',
      `full${json.length}`,
    );
    const { jobs } = await sandbox.json<{ jobs: { jobId: string }[] }>('jobs', 'list');
    expect(code).toBe(1);
    expect(stderr).toContain(FULL);
    expect(jobs.filter(({ jobId }) => stderr.split(/\s/).includes(jobId))).toHaveLength(1);
  },
);

it('endpoints add leaves no endpoint in service whose secret is lost, and says how to get another', async () => {
  const { code, stderr } = await runFull('endpoints', 'add', 'http://127.0.0.1:49009/hook');
  const endpoint = (await endpoints()).find(({ urlHost }) => urlHost === '127.0.0.1:49009');
  expect([code, endpoint?.state]).toStrictEqual([1, 'disabled']);
  expect(stderr).toContain(
    `"node bin/cli.ts endpoints rotate ${endpoint?.endpointId} --grace-hours 0 --sandbox".`,
  );
});

it('endpoints rotate says how to get another secret', async () => {
  const { endpointId } = await sandbox.json<{ endpointId: string }>(
    'endpoints',
    'add',
    'http://127.0.0.1:49010/hook',
  );
  const { code, stderr } = await runFull('--json', 'endpoints', 'rotate', endpointId);
  expect([code, stderr]).toStrictEqual([
    1,
    expect.stringContaining(`endpoints rotate ${endpointId} --grace-hours 0`),
  ]);
});
