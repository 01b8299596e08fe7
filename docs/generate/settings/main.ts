import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsFiles } from './settings-files.ts';

const projectFolder = join(import.meta.dirname, '../../..');

for (const [path, text] of settingsFiles()) {
  mkdirSync(dirname(join(projectFolder, path)), { recursive: true });
  writeFileSync(join(projectFolder, path), text);
}
