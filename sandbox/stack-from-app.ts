import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from './synthesize.ts';
import { readAssembly, type StackAssembly } from './template/read-assembly.ts';

/** A synthesized stack on this machine's disk. */
export interface StackFromApp {
  readonly assembly: StackAssembly;
  remove(): void;
}

/** Synthesizes the app into a folder of its own, so that sandboxes do not disturb each other. */
export const stackFromApp = async (
  settings: Readonly<Record<string, unknown>>,
): Promise<StackFromApp> => {
  const folder = mkdtempSync(join(tmpdir(), 'glacier-job-notifier-'));
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const remove = () => {
    process.off('exit', removeAtExit);
    removeAtExit();
  };
  try {
    await synthesize(settings, folder);
    return { assembly: readAssembly(folder), remove };
  } catch (error) {
    remove();
    throw error;
  }
};
