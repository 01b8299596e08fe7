import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** The folder of package.json. */
export const projectRoot = join(import.meta.dirname, '../../..');

const standIns = join(projectRoot, 'lambdas/adapters/stand-ins');

/**
 * Bundles a function into one file that starts fast; `npm run bench:bundles` measures the gain.
 *
 * CommonJS, because the ES module form loads Node's HTTP client for nothing (nodejs/node#59686); the
 * SDK's ES sources, because they can be tree-shaken; the SDK inside, because Lambda's own is slower to
 * find and not the one that was tested.
 */
export const bundling: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Nothing is left to the runtime; only code that no operation of our clients imports is omitted.
  external: ['@smithy/core/event-streams'],
  // Parts of the SDK that Lambda never needs, and their replacements.
  alias: {
    '@aws-sdk/credential-provider-node': join(standIns, 'credential-provider.ts'),
    '@aws-sdk/endpoint-cache': join(standIns, 'endpoint-cache.ts'),
    '@aws-sdk/signature-v4-multi-region': join(standIns, 'signer.ts'),
  },
  // The only JSON is each client's package.json, 2.4 kB for a version in the user agent.
  loader: { '.json': 'empty' },
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none', // They are directives of a coverage tool.
  // As if each bundle were in the project's folder, so that no path depends on the output folder.
  absWorkingDir: projectRoot,
  outdir: projectRoot,
};

/** Returns the entry points of the functions, by their folders below `lambdas/`. */
export const functionEntries = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(projectRoot, 'lambdas'))
      .map((folder) => [folder, `lambdas/${folder}/index.ts`] as const)
      .filter(([, entry]) => existsSync(join(projectRoot, entry))),
  );

/** One build for all functions takes a third of the time of one build each. */
const buildAll = (): ReadonlyMap<string, string> => {
  // Loaded here, because the npm package comes without esbuild.
  const { buildSync }: typeof import('esbuild') = createRequire(import.meta.url)('esbuild');
  const options = { ...bundling, entryPoints: functionEntries(), write: false } as const;
  const { outputFiles } = buildSync(options);
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
};

let built: ReadonlyMap<string, string> | undefined;

const readBuilt = (file: string): string => {
  built ??= buildAll();
  const text = built.get(join(projectRoot, file));
  if (text === undefined) throw new Error(`lambdas/ has no function for ${file}.`);
  return text;
};

/**
 * Writes the code of a function as it is deployed: its bundle, and a package.json.
 *
 * The source map, which decodes stack traces, is written to a folder of its own: using it would cost Node
 * 11 ms, and each function would carry some 500 kB for nothing.
 */
export const writeBundle = (
  folder: string,
  targetFolder: string,
  sourceMapFolder?: string,
): void => {
  writeFileSync(join(targetFolder, 'index.js'), readBuilt(`${folder}.js`));
  // States the module type explicitly: this project's own package.json says "module".
  writeFileSync(join(targetFolder, 'package.json'), '{"type":"commonjs"}');
  if (sourceMapFolder === undefined) return;
  writeFileSync(join(sourceMapFolder, `${folder}.js.map`), readBuilt(`${folder}.js.map`));
};
