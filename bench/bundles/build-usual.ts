import { join } from 'node:path';
import { build } from 'esbuild';

const projectRoot = join(import.meta.dirname, '../..');

/** Below node_modules, so that Node finds there what is left out of the bundle. */
export const usualFolder = join(projectRoot, 'node_modules/.cache/bench-bundles');

/** Bundles a function the usual way: an ES module, default main fields, the SDK left to the runtime. */
export const buildUsual = async (name: string): Promise<string> => {
  const outfile = join(usualFolder, `${name}.mjs`);
  await build({
    entryPoints: [join(projectRoot, 'lambdas', name, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['@aws-sdk/*', '@smithy/*'],
    // CommonJS packages in an ES module call a require that is not there otherwise.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outfile;
};
