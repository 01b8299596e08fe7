import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { guideBlocks } from './guide-blocks.ts';

// In this project, so that the compiler finds its packages.
const folder = mkdtempSync(join(import.meta.dirname, '../../cdk.out-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const programOf = (file: string, headings: RegExp): string => {
  const [first, ...rest] = guideBlocks(file)
    .filter(({ heading, language }) => language === 'ts' && headings.test(heading))
    .map(({ code }) => code);
  return [first, ...rest.map((code) => `{\n${code}}`)].join('\n');
};

it('compiles the TypeScript of the guides', () => {
  writeFileSync(join(folder, 'queries.ts'), programOf('queries.md', /./));
  writeFileSync(join(folder, 'subscribe.ts'), programOf('subscribe.md', /^A function$/));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{"extends":"../tsconfig.json","compilerOptions":{"lib":["es2024","esnext.array","dom"],"noPropertyAccessFromIndexSignature":false},"include":["*.ts"]}',
  );
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
