import { join } from 'node:path';
import { type BundlingOptions, LogLevel, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/** The folder of package.json. */
export const projectRoot = join(import.meta.dirname, '../../..');

const standIns = join(projectRoot, 'lambdas/adapters/stand-ins');

/** Parts of the SDK that Lambda never needs, and their replacements. */
const aliases = [
  `@aws-sdk/credential-provider-node=${standIns}/credential-provider.ts`,
  `@aws-sdk/endpoint-cache=${standIns}/endpoint-cache.ts`,
];

const SAY_COMMONJS =
  "require('fs').writeFileSync(process.argv[1],JSON.stringify({type:'commonjs'}))";

/**
 * Bundles a function into one file that starts fast; `npm run bench:bundles` measures the gain.
 *
 * CommonJS, because the ES module form loads Node's HTTP client for nothing (nodejs/node#59686); the
 * SDK's ES sources, because they can be tree-shaken; the SDK inside, because Lambda's own is slower to
 * find and not the one that was tested.
 */
export const bundling: BundlingOptions = {
  minify: true,
  logLevel: LogLevel.WARNING,
  target: 'node24',
  mainFields: ['module', 'main'],
  // Nothing is left to the runtime; only code that no operation of our clients imports is omitted.
  externalModules: ['@smithy/core/event-streams'],
  esbuildArgs: { '--alias': aliases },
  // The only JSON is each client's package.json, 2.4 kB for a version in the user agent.
  loader: { '.json': 'empty' },
  // Source maps are kept beside the bundle to decode stack traces; using them would cost Node 11 ms.
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  commandHooks: {
    beforeInstall: () => [],
    beforeBundling: () => [],
    // States the module type explicitly: this project's own package.json says "module".
    afterBundling: (_, outputFolder) => [
      `node -e "${SAY_COMMONJS}" "${join(outputFolder, 'package.json')}"`,
    ],
  },
};
