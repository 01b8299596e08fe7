import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IN_COMMONJS } from '../../package/commonjs.ts';
import packageJson from '../../package.json' with { type: 'json' };

const projectRoot = join(import.meta.dirname, '../..');
const ENTRY = 'lib/glacier-job-notifier';

/** Copies a source and what it imports as jsii takes them: CommonJS, without extensions of imports. */
const copySource = (file: string, folder: string, copied: Set<string>): void => {
  if (copied.has(file)) return;
  copied.add(file);
  const source = readFileSync(join(projectRoot, file), 'utf8');
  for (const [, path = ''] of source.matchAll(/from '(\.[^']+)'/g)) {
    copySource(join(dirname(file), path), folder, copied);
  }
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  const text = Object.entries(IN_COMMONJS).reduce(
    (before, [own, theirs]) => before.replaceAll(own, theirs),
    source
      .replaceAll(/(from '\.[^']+)\.ts'/g, "$1'")
      // The tag makes jsii hide a base class, but would strip it from the declarations of the package.
      .replace(/export (abstract )?class (Monitored)?Service /, '/** @internal */\n$&'),
  );
  writeFileSync(join(folder, file), text);
};

/** Writes the construct into a folder as a project of jsii. */
export const writeJsiiProject = (folder: string): void => {
  copySource(`${ENTRY}.ts`, folder, new Set());
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  const { name, version, description, license, author, repository } = packageJson;
  const { peerDependencies, dependencies } = packageJson;
  const manifest = {
    ...{ name, version, description, license, repository, peerDependencies },
    author: { name: author },
    main: `${ENTRY}.js`,
    types: `${ENTRY}.d.ts`,
    jsii: { outdir: 'dist', targets: {} },
    dependencies: { zod: dependencies.zod },
    bundledDependencies: ['zod'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'README.md'), description);
};
