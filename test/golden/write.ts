import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoldenFiles } from './generate/golden-files.ts';

// Writes what this code persists: `npx node test/golden/write.ts 0.2.0`. A version is written once.

const version = process.argv[2];
if (version === undefined) throw new Error('Name the version: node test/golden/write.ts 0.2.0');
const folder = join(import.meta.dirname, version);

/** One line per attribute, for the reader of a review. */
const layOut = (value: unknown, depth: number): string => {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const lines = Array.isArray(value)
    ? value.map((one) => layOut(one, depth - 1))
    : Object.entries(value).map(
        ([name, one]) => `${JSON.stringify(name)}: ${layOut(one, depth - 1)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${close}`;
};

const files = await createGoldenFiles();
// Fails where the version is written already.
mkdirSync(folder);
const named = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
const sums = named.map(([name, content]) => {
  const text = `${layOut(content, 2)}\n`;
  writeFileSync(join(folder, `${name}.json`), text);
  return `${createHash('sha256').update(text).digest('hex')}  ${version}/${name}.json\n`;
});
writeFileSync(join(import.meta.dirname, `${version}.sha256`), sums.join(''));
