// Builds what the npm package holds into dist/; `npm pack` runs it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { functionEntries, projectRoot, writeBundle } from '../lib/functions/runtime/bundling.ts';
import { writeCommonJs } from './commonjs.ts';

const dist = join(projectRoot, 'dist');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(dist, { recursive: true, force: true });
const sourceMaps = join(dist, 'source-maps');
mkdirSync(sourceMaps, { recursive: true });
execFileSync(process.execPath, [compiler, '-p', 'package'], { cwd: projectRoot, stdio: 'inherit' });
writeCommonJs(projectRoot, 'dist/esm', 'dist/cjs');
const functions = Object.keys(functionEntries());
for (const folder of functions) {
  const target = join(dist, 'functions', folder);
  mkdirSync(target, { recursive: true });
  writeBundle(folder, target, sourceMaps);
}
process.stderr.write(`Compiled into dist/, and bundled ${functions.join(', ')}.\n`);
