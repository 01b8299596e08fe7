import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type AssemblyManifest, Manifest } from 'aws-cdk-lib/cloud-assembly-schema';

/**
 * Creates an app whose assembly integ-runner reads.
 *
 * integ-runner 2.197.10, the newest, refuses assemblies of a later schema than 53. The CDK writes 55, of which these
 * apps use nothing that 53 lacks. Remove this when integ-runner reads 55.
 */
export const createIntegApp = (): App => {
  Manifest.version = () => '53.0.0';
  return new App({ treeMetadata: false });
};

/**
 * Synthesizes an app without metadata, which would be most of a snapshot and has absolute paths.
 *
 * The rest is what integ-runner compares and deploys.
 */
export const synthesizeWithoutMetadata = (app: App): void => {
  const { directory } = app.synth();
  const file = join(directory, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as AssemblyManifest;
  const artifacts = Object.entries(manifest.artifacts ?? {})
    .filter(([, { type }]) => type !== 'cdk:feature-flag-report')
    .map(([id, { additionalMetadataFile, ...artifact }]) => {
      if (additionalMetadataFile) rmSync(join(directory, additionalMetadataFile));
      return [id, artifact];
    });
  const slim = { ...manifest, artifacts: Object.fromEntries(artifacts) };
  writeFileSync(file, JSON.stringify(slim, undefined, 2));
};
