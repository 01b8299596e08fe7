import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('docs/API.md is what npm run docs:api writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  const options = ['--options', 'docs/generate/api.typedoc.json', '--out', folder];
  execFileSync('npx', ['typedoc', ...options], { stdio: 'pipe' });
  const written = readFileSync(join(folder, 'API.md'), 'utf8');
  const format = ['biome', 'format', '--stdin-file-path=docs/API.md'];
  const formatted = execFileSync('npx', format, { input: written, encoding: 'utf8' });
  expect(formatted).toBe(readFileSync('docs/API.md', 'utf8'));
  rmSync(folder, { recursive: true });
}, 120_000);
