import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxFile, sandboxFilePrefix } from '../../cli/deployment/sandbox/sandbox-file.ts';

/** Returns the path of the file that announces the sandbox with this control server. */
export const sandboxFilePath = (controlUrl: string): string =>
  join(tmpdir(), `${sandboxFilePrefix()}${new URL(controlUrl).port}.json`);

/** Announces the sandbox to the command on this machine, until the returned function ends that. */
export const announceSandbox = (controlUrl: string): (() => void) => {
  const path = sandboxFilePath(controlUrl);
  const draft = `${path}.${process.pid}`;
  const content: SandboxFile = { controlUrl, pid: process.pid, startedAt: Date.now() };
  rmSync(draft, { force: true });
  // Created new and then moved, so that no other user's file or link of that name is written to.
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
  return () => rmSync(path, { force: true });
};
