import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { securityPage } from './security-page.ts';

const page = join(import.meta.dirname, '../../security.md');

writeFileSync(page, securityPage(readFileSync(page, 'utf8')));
