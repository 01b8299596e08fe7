import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of the tests a temporary folder of its own: the CDK leaves one behind for every app. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'gjn-tests-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
