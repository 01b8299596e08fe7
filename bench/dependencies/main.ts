// Lists what ships in the functions' bundles, as `npm run docs:dependencies`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listBundled } from './list-bundled.ts';
import { LICENSES_FILE, writeLicenses } from './write-licenses.ts';
import { findForbidden, LIST_FILE, writeList } from './write-list.ts';

const root = join(import.meta.dirname, '../..');
const packages = await listBundled();
writeFileSync(join(root, LIST_FILE), writeList(packages));
writeFileSync(join(root, LICENSES_FILE), writeLicenses(packages));
console.log(`${packages.length} packages are listed in ${LIST_FILE}.`);
for (const one of findForbidden(packages)) console.log(`Not an allowed licence: ${one}`);
