import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../lambdas/core/json.ts';
import type { GoldenFiles } from './generate/golden-files.ts';

/** Where the versions are. */
export const GOLDEN_FOLDER = import.meta.dirname;

/** The versions whose persisted data this code must read. */
export const VERSIONS = readdirSync(GOLDEN_FOLDER).filter((name) => /^\d+\.\d+\.\d+$/.test(name));

/** The names of the files of a version. */
export const filesOf = (version: string): readonly string[] =>
  readdirSync(join(GOLDEN_FOLDER, version)).sort();

/** Reads what a version has persisted. */
export const readGolden = (version: string) =>
  Object.fromEntries(
    filesOf(version).map((file) => [
      file.replace('.json', ''),
      parseJson(readFileSync(join(GOLDEN_FOLDER, version, file), 'utf8')),
    ]),
  ) as unknown as GoldenFiles;
