import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOCK = join(import.meta.dirname, '../../node_modules/.building-dist');
const STALE_MS = 300_000;

/** Does what builds or packs `dist/`, after other test files that do. */
export const whileAloneInDist = <Result>(work: () => Result): Result => {
  while (!lock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    return work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
};

const lock = (): boolean => {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    // Of a run that was killed.
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > STALE_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
};
