import { readFileSync, statSync } from 'node:fs';
import { SandboxFile, sandboxFilePaths } from './sandbox-file.ts';

/** Returns the sandboxes of this user whose processes are alive, the latest first. */
export const runningSandboxes = (): readonly SandboxFile[] =>
  sandboxFilePaths()
    .flatMap(readOwn)
    .filter(({ pid }) => isAlive(pid))
    .sort((one, other) => other.startedAt - one.startedAt);

/** Every user may write to the folder for temporary files: another user's file could lead astray. */
const readOwn = (path: string): readonly SandboxFile[] => {
  try {
    const { uid, mode } = statSync(path);
    const isOwn =
      process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isOwn ? [SandboxFile.parse(JSON.parse(readFileSync(path, 'utf8')))] : [];
  } catch {
    return []; // It ended meanwhile, or is of another version.
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
