import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDERS = [
  'bin',
  'cli',
  'lambdas',
  'lib',
  'operations',
  'registry',
  'sandbox',
  'chaos',
  'simulation',
  'bench',
  'package',
  'docs/generate',
];
const MAX_ENTRIES = 15;

/** The folders from here down that hold more than a reader takes in at a glance. */
const crowdedIn = (folder: string): readonly string[] => {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => name !== 'node_modules',
  );
  const below = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => crowdedIn(`${folder}/${name}`));
  return entries.length > MAX_ENTRIES ? [`${folder}: ${entries.length}`, ...below] : below;
};

it.each(FOLDERS)('keeps every folder of %s at 15 entries or fewer', (folder) => {
  expect(crowdedIn(folder)).toStrictEqual([]);
});
