// Builds what the npm package holds into dist/; `npm pack` runs it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../lib/functions/runtime/bundling.ts';
import { buildFunctions } from './build-functions.ts';

const dist = join(projectRoot, 'dist');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'functions'), { recursive: true });
execFileSync(process.execPath, [compiler, '-p', 'package'], { cwd: projectRoot, stdio: 'inherit' });
const functions = buildFunctions(join(dist, 'functions'));
process.stderr.write(`Compiled into dist/, and bundled ${functions.join(', ')}.\n`);
