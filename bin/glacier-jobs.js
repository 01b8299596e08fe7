#!/usr/bin/env node
// In a clone the command runs from its source, in the npm package as it was compiled.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `glacier-jobs requires Node.js 22.18 or later, but this is ${process.versions.node}: install a later version.\n`,
  );
  process.exit(1);
}

const source = new URL('cli.ts', import.meta.url);
await import(
  existsSync(source) ? source.href : new URL('../dist/bin/cli.js', import.meta.url).href
);
