import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFunctions, synthesizeFunctions } from '../../bench/bundles/deployed-functions.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { guideBlocks } from '../docs/guide-blocks.ts';
import { APPS, createApp } from './apps.ts';
import { writeJsiiProject } from './jsii.ts';
import { createPackedProject, type PackedProject } from './packed-project.ts';

const projectRoot = join(import.meta.dirname, '../..');
const lambdas = join(projectRoot, 'lambdas');
const FUNCTIONS = readdirSync(lambdas).filter((name) =>
  existsSync(join(lambdas, name, 'index.ts')),
);

const example = (title: string): string =>
  guideBlocks('package.md').find(({ heading, language }) => heading === title && language === 'ts')!
    .code;

let project: PackedProject;
beforeAll(() => {
  project = createPackedProject();
});
afterAll(() => project.remove());

/** The packages that a compiled file imports. */
const importsOf = (file: string): readonly string[] =>
  [...project.read(file).matchAll(/(?:from|import|require) ?\(?['"]([@a-z][^'"\s]*)['"]/g)]
    .map(([, name = '']) => name)
    .filter((name) => !isBuiltin(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)![0]);

describe('the package', () => {
  it('holds what is compiled, the bundles, the documents, and nothing else', () => {
    const strange = project.files.filter(
      (file) =>
        !/^dist\/esm\/(bin|cli|lib|lambdas|operations|registry)\/.+\.(js|d\.ts)$/.test(file) &&
        !/^dist\/cjs\/(package\.json|(lib|lambdas|operations|registry)\/.+\.(js|d\.ts))$/.test(
          file,
        ) &&
        !/^dist\/functions\/[a-z-]+\/(index|package)\.js(on)?$/.test(file) &&
        !/^dist\/source-maps\/[a-z-]+\.js\.map$/.test(file) &&
        !/^docs\/.+\.(md|svg|png|json|mjs|py|go|java)$/.test(file),
    );
    expect(strange.toSorted()).toStrictEqual([
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'THIRD-PARTY-LICENSES.txt',
      'bin/glacier-jobs.js',
      'package.json',
    ]);
  });

  it('asks for all that it imports', () => {
    const compiled = project.files.filter((file) => /^dist\/(esm|cjs)\/.*js$/.test(file));
    const imported = [...new Set(compiled.flatMap(importsOf))].toSorted();
    const asked = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });
    expect(imported.filter((name) => !asked.includes(name))).toStrictEqual([]);
    const needsCdk = compiled.filter((file) => importsOf(file).includes('aws-cdk-lib'));
    expect(needsCdk.filter((file) => !/^dist\/(esm|cjs)\/lib\//.test(file))).toStrictEqual([]);
  });

  it('registers jobs in a project without the CDK', () => {
    expect(existsSync(join(project.folder, 'node_modules/aws-cdk-lib'))).toBe(false);
    expect(existsSync(join(project.folder, 'node_modules/@dynoxide'))).toBe(false);
    project.write('register.ts', example('In a program that starts jobs'));
    project.write(
      'main.ts',
      `import { register } from './register.ts';\nconsole.log(await register('jobs', 'photos', 'no id'));`,
    );
    expect(project.run(process.execPath, 'main.ts')).toMatch(
      /^jobId "no id" is not a Glacier job id/,
    );
  });

  it('gives the schemas of events', () => {
    project.write(
      'schema.js',
      `import schema from 'glacier-job-notifier/schemas/glacier.job.failed.json' with { type: 'json' };
       console.log(schema.properties.type.const);`,
    );
    expect(project.run(process.execPath, 'schema.js')).toBe('glacier.job.failed\n');
  });

  it('brings the command', () => {
    expect(project.run('npx', 'glacier-jobs', '--version')).toBe(`${packageJson.version}\n`);
    expect(project.run('npx', 'glacier-jobs', '--help')).toContain('Usage: npx glacier-jobs');
  });
});

describe('the construct of the package', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'package-'));
  beforeAll(() => {
    project.install('aws-cdk-lib', 'constructs', '@types/node@24');
    // With every function that a setting or an endpoint can add.
    const all = "vaults: ['photos'], trackInitiateJob: true";
    const app = example('In a CDK app').replace("vaults: ['photos']", all);
    const secret = "Secret.fromSecretNameV2(stack, 'Secret', 'hook')";
    project.write(
      'app.ts',
      `import { Secret } from 'aws-cdk-lib/aws-secretsmanager';\n${app}\nglacierJobs.addEndpoint('Endpoint', { url: 'https://example.com/', secret: ${secret} });\n`,
    );
    // As the CDK's command runs it.
    project.run('env', 'CDK_OUTDIR=cdk.out', process.execPath, 'app.ts');
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  it('deploys the very functions of the clone, without esbuild', () => {
    expect(existsSync(join(project.folder, 'node_modules/esbuild'))).toBe(false);
    const assets = (functions: ReturnType<typeof listFunctions>) =>
      functions.map(({ name, file }) => `${name} ${file.split('/').at(-2)}`).toSorted();
    const packed = listFunctions(join(project.folder, 'cdk.out'), 'Retrievals.template.json');
    expect(assets(packed)).toStrictEqual(assets(synthesizeFunctions(outdir)));
    expect(packed.map(({ name }) => name).toSorted()).toStrictEqual(FUNCTIONS);
  });

  it('deploys functions that load', () => {
    for (const fn of listFunctions(join(project.folder, 'cdk.out'), 'Retrievals.template.json')) {
      const script = `console.log(typeof require(${JSON.stringify(fn.file)}).handler)`;
      const variables = Object.entries(fn.environment).map(([name, value]) => `${name}=${value}`);
      expect(project.run('env', ...variables, process.execPath, '-e', script)).toBe('function\n');
    }
  });

  it('has types that hold', () => {
    project.write(
      'wrong.ts',
      `import { createJobRegistry } from 'glacier-job-notifier';
       import { GlacierJobNotifier } from 'glacier-job-notifier/cdk';
       export const registered = await createJobRegistry({ jobsTableName: 'jobs' }).registerJob({
         vault: 'photos',
         jobId: 'id',
       });
       // @ts-expect-error is no kind of outcome
       registered.kind === 'lost';
       // @ts-expect-error is no setting
       export const props: ConstructorParameters<typeof GlacierJobNotifier>[2] = { vault: 'photos' };`,
    );
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'];
    const modern = ['--module', 'nodenext', '--target', 'es2024'];
    const files = ['app.ts', 'register.ts', 'wrong.ts'];
    expect(project.run(process.execPath, compiler, ...options, ...modern, ...files)).toBe('');
  });
});

it('has a construct that jsii compiles without errors', () => {
  project.install('jsii@6');
  mkdirSync(join(project.folder, 'jsii'));
  writeJsiiProject(join(project.folder, 'jsii'));
  const jsii = join(project.folder, 'node_modules/.bin/jsii');
  project.run('env', '-C', 'jsii', jsii, '--silence-warnings=reserved-word');
  const assembly = readFileSync(join(project.folder, 'jsii/.jsii'), 'utf8');
  expect(assembly).toContain('"fqn": "glacier-job-notifier.GlacierJobNotifierProps"');
  expect(assembly).toContain('"name": "grantOperate"');
});

describe('the oldest versions of the CDK that the package accepts', () => {
  const OLDEST = Object.entries(packageJson.peerDependencies).map(
    ([name, range]) => `${name}@${range.replace('^', '')}`,
  );

  it('synthesize every function and policy', () => {
    const folder = 'apps/oldest';
    mkdirSync(join(project.folder, folder), { recursive: true });
    project.write(join(folder, 'package.json'), '{"private":true,"type":"module"}');
    const run = (...command: readonly string[]) => project.run('env', '-C', folder, ...command);
    run('npm', 'install', '--prefer-offline', `../../${project.tarball}`, ...OLDEST);
    const every = "vaults: ['*'], trackInitiateJob: true, subscriberAccounts: ['111122223333']";
    const app = example('In a CDK app').replace("vaults: ['photos']", every);
    project.write(join(folder, 'app.ts'), app);
    run('env', 'CDK_OUTDIR=cdk.out', process.execPath, 'app.ts');
    const template = readFileSync(join(project.folder, folder, 'cdk.out/Retrievals.template.json'));
    const resources = (file: string | Buffer) =>
      Object.keys(JSON.parse(String(file)).Resources).toSorted();
    run('npm', 'install', '--prefer-offline', 'aws-cdk-lib@latest', 'constructs@latest');
    run('env', 'CDK_OUTDIR=latest', process.execPath, 'app.ts');
    const latest = readFileSync(join(project.folder, folder, 'latest/Retrievals.template.json'));
    expect(resources(template)).toStrictEqual(resources(latest));
  });
});

describe.each(APPS)('an app of $title', (kind) => {
  const folder = `apps/${APPS.indexOf(kind)}/storage`;
  let run: ReturnType<typeof createApp>;
  beforeAll(() => {
    if (!kind.isApart) project.install(...(kind.packages ?? []));
    run = createApp(project, kind, folder);
  });

  it('compiles', () => expect(() => run(kind.compile)).not.toThrow());
  it('synthesizes', () => {
    run(kind.synth);
    const out = join(project.folder, folder, 'cdk.out');
    expect(listFunctions(out, 'Storage.template.json').length).toBeGreaterThan(6);
  });
  it('passes its unit test', () => expect(() => run(kind.test)).not.toThrow());
});
