import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };

interface Flag {
  readonly recommendedValue: unknown;
  readonly userValue?: unknown;
  readonly unconfiguredBehavesLike?: { readonly v2?: unknown };
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { type: string; properties: { flags: Record<string, Flag> } }>
  >;
}

it('cdk.json configures each feature flag, so that the CDK prints no list of unset ones', () => {
  const { directory } = new App({ context: cdkJson.context }).synth();
  const manifest: Manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  const report = Object.values(manifest.artifacts).find(
    ({ type }) => type === 'cdk:feature-flag-report',
  );
  const flags = Object.entries(report?.properties.flags ?? {});
  const unset = flags.filter(
    ([, { recommendedValue, userValue, unconfiguredBehavesLike }]) =>
      userValue === undefined && recommendedValue !== (unconfiguredBehavesLike?.v2 ?? false),
  );
  expect(flags.length).toBeGreaterThan(80);
  expect(unset.map(([name]) => name)).toStrictEqual([]);
});
