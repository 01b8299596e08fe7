import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { announceSandbox } from '../../sandbox/control/announce-sandbox.ts';
import { startControl } from '../../sandbox/control/start-control.ts';
import type { StartSandboxOptions } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start/start-sandbox.ts';
import { createEventAudit } from './event-schema.ts';
import { spawnCommand } from './run-command.ts';
import { runInProcess } from './run-in-process.ts';

/** Starts a sandbox that the command finds by `--sandbox`, in a folder for temporary files of its own. */
export const startCliSandbox = async (options: StartSandboxOptions = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  const sandbox = await startSandbox(options);
  const events = createEventAudit();
  sandbox.on(events.listener);
  const control = await startControl();
  control.serve(sandbox);
  const env = { HOME: folder, TMPDIR: folder };
  vi.stubEnv('TMPDIR', folder);
  const withdraw = announceSandbox(control.url);
  const run = (...args: string[]) => runInProcess(['--sandbox', ...args], env);
  return {
    ...sandbox,
    env,
    controlUrl: control.url,
    run,
    spawn: (...args: string[]) => spawnCommand(['--sandbox', ...args], env),
    /** Runs a command that must succeed, and reads its JSON. */
    json: async <Result = Record<string, unknown>>(...args: string[]) => {
      const { stdout, stderr, code } = await run('--json', ...args);
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${stderr}`);
      return JSON.parse(stdout) as Result;
    },
    stop: async () => {
      withdraw();
      await control.stop();
      await sandbox.stop();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
      const [problem] = events.problems;
      if (problem !== undefined) throw new Error(`An event has what no schema allows: ${problem}`);
    },
  };
};
