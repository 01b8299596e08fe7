import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundling } from '../../lib/functions/runtime/bundling.ts';

const root = join(import.meta.dirname, '../..');

/** The last commit whose functions know no groups. */
export const BEFORE_GROUPS = '1555adba75a7a7b6f228a18f38171368b3a575fc';

/** Whether this clone has a commit; one without the history has not. */
export const hasCommit = (commit: string): boolean =>
  spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root }).status === 0;

/** Bundles functions of an earlier commit as it deployed them, with today's packages; returns their code. */
export const bundleEarlier = (
  commit: string,
  functions: readonly string[],
): ReadonlyMap<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), 'earlier-'));
  const archive = execFileSync(
    'git',
    ['archive', commit, 'lambdas', 'package.json', 'tsconfig.json'],
    {
      cwd: root,
      maxBuffer: 1e9,
    },
  );
  mkdirSync(join(folder, 'out'));
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const standIns = join(folder, 'lambdas/adapters/stand-ins');
  const { outputFiles } = buildSync({
    ...bundling,
    alias: {
      '@aws-sdk/credential-provider-node': join(standIns, 'credential-provider.ts'),
      '@aws-sdk/endpoint-cache': join(standIns, 'endpoint-cache.ts'),
    },
    entryPoints: Object.fromEntries(functions.map((name) => [name, `lambdas/${name}/index.ts`])),
    absWorkingDir: folder,
    outdir: join(folder, 'out'),
    sourcemap: false,
    write: false,
  });
  return new Map(functions.map((name, index) => [name, outputFiles[index]?.text ?? '']));
};
