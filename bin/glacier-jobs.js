#!/usr/bin/env node
// In a clone the command runs from its source, in the npm package as it was compiled.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  const installed = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(installed)) {
    process.stderr.write(
      `glacier-jobs requires Node.js 22.18 or later, but this is ${process.versions.node}: install a later version, or in a clone run "npm ci".\n`,
    );
    process.exit(1);
  }
  // Ctrl-C ends the command, whose exit code this process passes on.
  process.on('SIGINT', () => {});
  const { status, signal } = spawnSync(installed, process.argv.slice(1), { stdio: 'inherit' });
  if (signal !== null) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}

const source = new URL('cli.ts', import.meta.url);
await import(
  existsSync(source) ? source.href : new URL('../dist/esm/bin/cli.js', import.meta.url).href
);
