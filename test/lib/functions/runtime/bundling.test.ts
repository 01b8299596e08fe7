import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin, SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleBudgets } from '../../../../bench/budgets.ts';
import { synthesizeFunctions } from '../../../../bench/bundles/deployed-functions.ts';
import { writeBundle } from '../../../../lib/functions/runtime/bundling.ts';
import { stackFromApp } from '../../../../sandbox/start/stack-from-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundling-'));
const functions = synthesizeFunctions(folder);
afterAll(() => rmSync(folder, { recursive: true }));

// Vitest's own process is Node 24 too, but holds the test runner; a bundle has to load without it.
const load = (file: string, environment: Readonly<Record<string, string>>): unknown => {
  const script = `console.log(JSON.stringify({ handler: typeof require(${JSON.stringify(file)}).handler, node: process.versions.node.split('.')[0] }))`;
  return JSON.parse(
    execFileSync(process.execPath, ['-e', script], { env: environment }).toString(),
  );
};

it('bundles every function', () => {
  expect(functions.map(({ name }) => name).sort()).toStrictEqual(Object.keys(bundleBudgets).sort());
});

it('gives the same code the same asset hash in another output folder and process', async () => {
  const { assembly, remove } = await stackFromApp({ trackInitiateJob: true });
  const keys = Object.values(assembly.template.Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => (Properties as { Code: { S3Key: string } }).Code.S3Key);
  // The app has no endpoint.
  const ofApp = functions.filter(({ name }) => name !== 'managed-endpoints');
  const folders = ofApp.map(({ file }) => basename(dirname(file)));
  expect(keys.map((key) => `asset.${basename(key, '.zip')}`).sort()).toStrictEqual(folders.sort());
  remove();
});

describe.each(functions)('the bundle of $name', ({ name, file, environment }) => {
  it('keeps to its budget', () => {
    const overBytes = statSync(file).size - (bundleBudgets[name] ?? 0) * 1000;
    expect(Math.max(0, overBytes), `${name} is ${overBytes} bytes over its budget`).toBe(0);
  });

  it('is deployed without its source map', () => {
    expect(readdirSync(dirname(file)).sort()).toStrictEqual(['index.js', 'package.json']);
  });

  it('has a source map that finds the source of a position', () => {
    const before = readFileSync(file, 'utf8').split(';0&&(module.exports')[0]!.split('\n');
    const target = mkdtempSync(join(folder, 'map-'));
    writeBundle(name, target, target);
    const map = new SourceMap(JSON.parse(readFileSync(join(target, `${name}.js.map`), 'utf8')));
    const origin = map.findOrigin(before.length, before.at(-1)!.length);
    expect(origin).toMatchObject({ fileName: `lambdas/${name}/index.ts` });
  });

  it('loads in Node 24, alone in its folder, and exports a handler', () => {
    expect(load(file, environment)).toStrictEqual({ handler: 'function', node: '24' });
  });

  it('needs nothing but Node', () => {
    const required = [...readFileSync(file, 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)];
    expect(required.map(([, id]) => id).filter((id) => !isBuiltin(id ?? ''))).toStrictEqual([]);
  });

  it('holds neither the providers of credentials that Lambda never asks nor the LRU library', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('AWS_SESSION_TOKEN');
    expect(text).not.toMatch(/sso_start_url|web_identity_token_file|LRUCache/);
  });
});

describe('what takes the place of a part of the SDK', () => {
  const clients = ['cloudformation', 'dynamodb', 'glacier', 'sns', 'sqs'];
  const importsOf = (client: string, pattern: RegExp): string[] =>
    ['runtimeConfig.js', 'DynamoDBClient.js']
      .map((file) => join('node_modules/@aws-sdk', `client-${client}/dist-es`, file))
      .filter((file) => statSync(file, { throwIfNoEntry: false }) !== undefined)
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)])
      .flatMap(([, names = '']) => names.split(','))
      .map((imported) => imported.trim().replace(/ as .*/, ''))
      .filter((imported) => imported !== '');

  it.each(clients)('exports the credentials that the client of %s imports', async (client) => {
    const pattern = /import \{([^}]+)\} from "@aws-sdk\/credential-provider-node"/g;
    const standIn = await import('../../../../lambdas/adapters/stand-ins/credential-provider.ts');
    const imported = importsOf(client, pattern);
    expect(imported).not.toHaveLength(0);
    expect(Object.keys(standIn)).toEqual(expect.arrayContaining(imported));
  });

  it('lacks a signer for global endpoints, so that the client of EventBridge takes the common one', async () => {
    const client = 'node_modules/@aws-sdk/client-eventbridge/dist-es/runtimeConfig.shared.js';
    const standIn = await import('../../../../lambdas/adapters/stand-ins/signer.ts');
    expect(readFileSync(client, 'utf8')).toContain(
      'signerConstructor: config?.signerConstructor ?? SignatureV4MultiRegion,',
    );
    expect({ ...standIn }).toStrictEqual({ SignatureV4MultiRegion: undefined });
  });

  it('exports the cache that endpoint discovery imports, and whose methods it leaves alone', async () => {
    const discovery = 'node_modules/@aws-sdk/middleware-endpoint-discovery/dist-es';
    const source = readFileSync(join(discovery, 'resolveEndpointDiscoveryConfig.js'), 'utf8');
    const standIn = await import('../../../../lambdas/adapters/stand-ins/endpoint-cache.ts');
    expect(source).toContain('import { EndpointCache } from "@aws-sdk/endpoint-cache"');
    expect(Object.keys(standIn)).toStrictEqual(['EndpointCache']);
    expect(
      importsOf('dynamodb', /import \{([^}]+)\} from "@aws-sdk\/middleware-endpoint-discovery"/g),
    ).toStrictEqual(['NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS', 'resolveEndpointDiscoveryConfig']);
  });
});
