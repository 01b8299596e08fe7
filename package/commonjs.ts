import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };

/** What stands in CommonJS for each use of `import.meta` in what the package exports. */
export const IN_COMMONJS = {
  'import.meta.dirname': '__dirname',
  'import.meta.filename': '__filename',
  'import.meta.url': '__filename',
} as const;

const entries = Object.values(packageJson.exports).flatMap((target) =>
  typeof target === 'string' ? [] : [target.import.default],
);

const PROGRAMS = /\/(bin|cli|operations)$/;

/**
 * Converts what the package exports, compiled to ES modules in one folder, to CommonJS in another.
 *
 * Each file stays a file of its own, so that both formats have the same layout and declarations.
 */
export const writeCommonJs = (root: string, from: string, to: string): void => {
  const files = { absWorkingDir: root, outbase: from, outdir: to, platform: 'node' } as const;
  const { inputs } = buildSync({
    ...files,
    entryPoints: entries,
    bundle: true,
    packages: 'external',
    format: 'esm',
    write: false,
    metafile: true,
  }).metafile;
  const entryPoints = Object.keys(inputs);
  buildSync({ ...files, entryPoints, format: 'cjs', target: 'node22', define: IN_COMMONJS });
  // All of them: some files hold types alone, which no compiled file imports.
  const filter = (path: string) => !path.endsWith('.js') && !PROGRAMS.test(path);
  cpSync(join(root, from), join(root, to), { recursive: true, filter });
  writeFileSync(join(root, to, 'package.json'), '{"type":"commonjs"}');
};
