import { join } from 'node:path';
import { type BundlingOptions, LogLevel, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/** The folder of package.json. */
export const projectRoot = join(import.meta.dirname, '../..');

const adapters = join(projectRoot, 'lambdas/adapters');

/** What the SDK carries along and Lambda never needs, and what takes its place. */
const aliases = [
  `@aws-sdk/credential-provider-node=${adapters}/environment-credentials.ts`,
  `@aws-sdk/endpoint-cache=${adapters}/no-endpoint-cache.ts`,
];

const SAY_COMMONJS =
  "require('fs').writeFileSync(process.argv[1],JSON.stringify({type:'commonjs'}))";

/**
 * How a function becomes one file that starts fast: `npm run bench:bundles` shows by how much.
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
  // Nothing is left to the runtime; only what no operation of our clients ever imports is left out.
  externalModules: ['@smithy/core/event-streams'],
  esbuildArgs: { '--alias': aliases },
  // The only JSON is each client's package.json, 2.4 kB for a version in the user agent.
  loader: { '.json': 'empty' },
  // Maps are kept beside the bundle to decode stack traces with; Node would take 11 ms to use them.
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  commandHooks: {
    beforeInstall: () => [],
    beforeBundling: () => [],
    // Says it outright, wherever the folder lies: this project's own package.json says "module".
    afterBundling: (_, outputFolder) => [
      `node -e "${SAY_COMMONJS}" "${join(outputFolder, 'package.json')}"`,
    ],
  },
};
