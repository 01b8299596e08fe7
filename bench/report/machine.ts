import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const PACKAGES = ['@aws-sdk/client-dynamodb', '@dynoxide/linux-x64', 'fauxqs', 'axios', 'esbuild'];

const versionOf = (name: string): string => {
  const file = join(import.meta.dirname, '../../node_modules', name, 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
};

/** Tells on what the figures were measured. */
export const machineLines = (): string[] => {
  const [first] = cpus();
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${type()} ${release()}, Node ${process.version}`,
    `- ${cpus().length} cores (${first?.model.trim()}), ${(totalmem() / 1e9).toFixed(0)} GB, load ${loadavg()[0]?.toFixed(1)} before the start`,
    `- ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
  ];
};
