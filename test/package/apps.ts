import { mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PackedProject } from './packed-project.ts';

const projectRoot = join(import.meta.dirname, '../..');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const cdk = join(projectRoot, 'node_modules/.bin/cdk');

type Command = readonly [program: string, ...args: string[]];

/** A kind of CDK app, and how its developers work on it. */
export interface AppKind {
  readonly title: string;
  /** The packages that it has in addition to the CDK. */
  readonly packages?: readonly string[];
  /** Puts these into a folder of its own. */
  readonly isApart?: boolean;
  /** Runs before its sources are written. */
  readonly create?: Command;
  readonly files: Readonly<Record<string, object | string>>;
  /** How its sources name each other, and what imports `test`. */
  readonly extension: '' | '.js' | '.ts';
  readonly testImport: string;
  readonly compile: Command;
  readonly synth: Command;
  readonly test: Command;
}

const STRICT = { strict: true, types: ['node'], skipLibCheck: false, target: 'es2022' };

/** An app of Node alone, which writes its compiled form into `build` unless Node strips its types. */
const nodeApp = (
  title: string,
  extension: AppKind['extension'],
  type: 'module' | 'commonjs',
  compilerOptions: object,
): AppKind => {
  const [folder, suffix] = extension === '.ts' ? ['.', 'ts'] : ['build', 'js'];
  return {
    title,
    extension,
    files: {
      'package.json': { name: 'storage', private: true, type },
      'tsconfig.json': {
        compilerOptions: { ...STRICT, rootDir: '.', outDir: 'build', ...compilerOptions },
      },
    },
    testImport: `import { test } from 'node:test';`,
    compile: [process.execPath, compiler, '-p', '.'],
    synth: ['env', 'CDK_OUTDIR=cdk.out', process.execPath, `${folder}/bin/storage.${suffix}`],
    test: [process.execPath, '--test', `${folder}/test/storage.test.${suffix}`],
  };
};

const stock = { extension: '', testImport: '', test: ['npm', 'test'] } as const;
const synth: Command = [cdk, 'synth', '--quiet', '--output', 'cdk.out'];

export const APPS: readonly AppKind[] = [
  nodeApp('ES modules, resolved as bundlers do', '.ts', 'module', {
    module: 'preserve',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    noEmit: true,
  }),
  nodeApp('CommonJS', '', 'commonjs', { module: 'node16' }),
  nodeApp('nodenext', '.js', 'module', { module: 'nodenext' }),
  {
    ...stock,
    title: 'cdk init of today',
    packages: [
      '@swc/core',
      '@swc/jest',
      '@types/jest@30',
      '@types/node@24',
      'jest@30',
      'tsx',
      'typescript@7.0',
    ],
    create: [cdk, 'init', 'app', '--language', 'typescript', '--generate-only'],
    files: {},
    compile: ['npm', 'run', 'build'],
    synth,
  },
  {
    ...stock,
    title: 'cdk init with TypeScript 5.6',
    isApart: true,
    packages: [
      'typescript@5.6',
      'ts-node@10',
      'ts-jest@29',
      'jest@29',
      '@types/jest@29',
      '@types/node@22',
    ],
    files: {
      'package.json': { name: 'storage', private: true, scripts: { build: 'tsc', test: 'jest' } },
      'tsconfig.json': {
        compilerOptions: {
          ...STRICT,
          module: 'commonjs',
          target: 'es2020',
          types: ['jest', 'node'],
        },
      },
      'jest.config.js': `module.exports = { testMatch: ['**/*.test.ts'], transform: { '^.+\\\\.tsx?$': 'ts-jest' } };`,
      'cdk.json': { app: 'npx ts-node --prefer-ts-exts bin/storage.ts' },
    },
    compile: ['npx', 'tsc', '--noEmit'],
    synth,
  },
];

const SOURCES: Readonly<Record<string, string>> = {
  'lib/storage-stack': `import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { createJobRegistry } from 'glacier-job-notifier';
import { GlacierJobNotifier, type GlacierJobNotifierProps } from 'glacier-job-notifier/cdk';
import { InvalidInputError } from 'glacier-job-notifier/errors';
import { parseEvent } from 'glacier-job-notifier/events';
export const statusOf = (body: string): string | undefined => {
  const event = parseEvent(body);
  return event?.type === 'glacier.job.succeeded' ? event.data.status : undefined;
};
export class StorageStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const props: GlacierJobNotifierProps = { vaults: ['photos'], webhooks: { timeout: Duration.seconds(10) } };
    const notifier = new GlacierJobNotifier(this, 'Photos', props);
    const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
    notifier.grantRead(new Role(this, 'Role', { assumedBy }));
  }
}
export const refusal = async (): Promise<boolean> => {
  const registry = createJobRegistry({ jobsTableName: 'jobs' });
  try {
    return (await registry.registerJob({ vault: 'photos', jobId: 'no id' })).kind === 'refused';
  } catch (error) {
    return error instanceof InvalidInputError;
  }
};`,
  'bin/storage': `import { App } from 'aws-cdk-lib';
import { StorageStack } from '../lib/storage-stack';
new StorageStack(new App(), 'Storage');`,
  'test/storage.test': `import { ok } from 'node:assert';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StorageStack, refusal, statusOf } from '../lib/storage-stack';
test('jobs of photos are announced', async () => {
  Template.fromStack(new StorageStack(new App(), 'Storage')).resourceCountIs('AWS::SNS::Topic', 2);
  ok(await refusal());
  ok(statusOf('{"id":"evt_1","type":"later","timestamp":"2026-03-14T09:26:53.589Z","data":{}}') === undefined);
});`,
};

/** Writes an app of one kind below the project, and returns what runs a command in its folder. */
export const createApp = (project: PackedProject, kind: AppKind, folder: string) => {
  mkdirSync(join(project.folder, folder), { recursive: true });
  const run = ([program, ...args]: Command): string =>
    project.run('env', '-C', folder, program, ...args);
  if (kind.create) run(kind.create);
  for (const [name, text] of Object.entries(kind.files)) {
    project.write(
      join(folder, name),
      typeof text === 'string' ? text : JSON.stringify(text, null, 2),
    );
  }
  for (const [name, text] of Object.entries(SOURCES)) {
    mkdirSync(join(project.folder, folder, name, '..'), { recursive: true });
    const source = text.replace(`storage-stack';`, `storage-stack${kind.extension}';`);
    const head = name.startsWith('test/') ? `${kind.testImport}\n` : '';
    project.write(join(folder, `${name}.ts`), `${head}${source}`);
  }
  if (kind.isApart) run(['npm', 'install', '--prefer-offline', ...(kind.packages ?? [])]);
  // Its compiler and its jest look for packages beside it.
  else
    symlinkSync(join(project.folder, 'node_modules'), join(project.folder, folder, 'node_modules'));
  return run;
};
