import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { SandboxFile, sandboxFilePath } from '../../cli/deployment/sandbox-file.ts';

/**
 * Tells the command on this machine where the sandbox is, until the returned function ends it.
 *
 * The latest sandbox is the one that is found; an earlier one does not take away its file.
 */
export const announceSandbox = (controlUrl: string): (() => void) => {
  const path = sandboxFilePath();
  const draft = `${path}.${process.pid}`;
  const content: SandboxFile = { controlUrl, pid: process.pid };
  rmSync(draft, { force: true });
  // Made anew and then moved, so that nobody else's file or link of that name is written to.
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
  return () => {
    if (tellsOf(path, controlUrl)) rmSync(path, { force: true });
  };
};

const tellsOf = (path: string, controlUrl: string): boolean => {
  try {
    return SandboxFile.parse(JSON.parse(readFileSync(path, 'utf8'))).controlUrl === controlUrl;
  } catch {
    return false;
  }
};
