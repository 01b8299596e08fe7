import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { fixedResourcesOf } from '../lib/reviewed/fixed-resources.ts';
import { synthesize } from '../lib/synthesize.ts';
import { whileAloneInDist } from '../support/alone-in-dist.ts';

const root = join(import.meta.dirname, '../..');
const { name, version } = packageJson;
const folders = ['first', 'second'].map((run) => mkdtempSync(join(tmpdir(), `release-${run}-`)));
const [folder = ''] = folders;

const release = (...options: readonly string[]) =>
  spawnSync('npm', ['run', '--silent', 'release', '--', ...options], {
    cwd: root,
    encoding: 'utf8',
  });
const read = (file: string, from = folder) => readFileSync(join(from, file), 'utf8');

const Bom = z.object({
  metadata: z.object({ component: z.object({ name: z.string(), version: z.string() }) }),
  components: z.array(z.object({ 'bom-ref': z.string(), name: z.string() })),
  dependencies: z.array(z.object({ dependsOn: z.array(z.string()) })),
});

beforeAll(() => {
  for (const one of folders) {
    const settings = ['-c', 'glacierJobNotifier.vaults=photos,backups'];
    const { status, stderr } = whileAloneInDist(() => release(...settings, '-o', one));
    expect(`${status} ${stderr}`).toMatch(/^0 /);
  }
});
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

describe('the release folder', () => {
  it('has the same bytes in two runs, and checksums that hold', () => {
    const [first, second] = folders.map((one) => read('SHA256SUMS', one));
    expect(second).toBe(first);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
      .map((entry) => join(entry.parentPath, entry.name));
    const sums = files.map((file) => {
      const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
      return `${sum}  ${relative(folder, file)}`;
    });
    expect(first?.trimEnd().split('\n').toSorted()).toStrictEqual(sums.toSorted());
  });

  it('has the template of the app for these settings, with its code in a bucket of your own', () => {
    const template = Template.fromString(read('template.json'));
    const { template: deployed } = synthesize({ vaults: ['photos', 'backups'] });
    expect(Object.keys(template.toJSON()['Parameters'])).toStrictEqual([
      'CodeBucket',
      'CodePrefix',
    ]);
    expect(template.toJSON()['Rules']).toBeUndefined();
    expect(fixedResourcesOf(template)).toStrictEqual(fixedResourcesOf(deployed));
    expect(Object.keys(template.findOutputs('*'))).toStrictEqual(
      Object.keys(deployed.findOutputs('*')),
    );
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    const zips = functions.map(({ Properties: { Code } }) => {
      expect(Code.S3Bucket).toStrictEqual({ 'Fn::Sub': `\${CodeBucket}` });
      return Code.S3Key['Fn::Sub'].replace(`\${CodePrefix}`, '');
    });
    expect(zips.toSorted()).toStrictEqual(readdirSync(join(folder, 'functions')).toSorted());
  });

  it('lists what ships, and nothing that only builds or tests it', () => {
    const { metadata, components, dependencies } = Bom.parse(JSON.parse(read('sbom.cdx.json')));
    expect(metadata.component).toStrictEqual({ name, version });
    const names = components.map((one) => one.name);
    expect(names).toEqual(
      expect.arrayContaining([...Object.keys(packageJson.dependencies), '@middy/core']),
    );
    expect(names.filter((one) => /vitest|aws-cdk|esbuild|dynox|emulator/.test(one))).toStrictEqual(
      [],
    );
    const known = [...components.map((one) => one['bom-ref']), `${name}@${version}`];
    expect(known).toEqual(expect.arrayContaining(dependencies.flatMap((one) => one.dependsOn)));
  });

  it('has the notes of this version alone', () => {
    expect(read('RELEASE-NOTES.md')).toMatch(new RegExp(`^## ${version}[ \n]`));
    expect(read('RELEASE-NOTES.md').match(/^## /gm)).toHaveLength(1);
  });
});

it.each([
  [['-c', 'vaults'], '-c vaults is not a setting: write -c name=value'],
  [['-c', 'glacierJobNotifier.vault=photos'], 'Did you mean glacierJobNotifier.vaults?'],
  [['-o', root], 'has files that are not of a release'],
])('refuses %j, and leaves an earlier release as it is', (options, reason) => {
  const { status, stderr } = release('-o', folder, ...options);
  expect(stderr).toContain(reason);
  expect(status).toBe(1);
  expect(read('SHA256SUMS')).not.toBe('');
});

it('can be published', () => {
  const { status, stdout } = whileAloneInDist(() =>
    // Without the scripts: the release has just built dist/.
    spawnSync('npm', ['publish', '--dry-run', '--ignore-scripts'], { cwd: root, encoding: 'utf8' }),
  );
  expect(stdout).toContain(`+ ${name}@${version}`);
  expect(status).toBe(0);
});
