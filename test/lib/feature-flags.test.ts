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

/** One partition more than recommended: the template also deploys to GovCloud. */
const OWN_VALUES = ['@aws-cdk/core:target-partitions'];

const readFlags = (): readonly [string, Flag][] => {
  const { directory } = new App({ context: cdkJson.context }).synth();
  const manifest: Manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  const report = Object.values(manifest.artifacts).find(
    ({ type }) => type === 'cdk:feature-flag-report',
  );
  return Object.entries(report?.properties.flags ?? {});
};

it('cdk.json sets each feature flag as recommended, so that the CDK prints no list of unset ones', () => {
  const flags = readFlags();
  const others = flags.filter(
    ([, { recommendedValue, userValue, unconfiguredBehavesLike }]) =>
      recommendedValue !== (userValue ?? unconfiguredBehavesLike?.v2 ?? false),
  );
  expect(flags.length).toBeGreaterThan(80);
  expect(others.map(([name]) => name)).toStrictEqual(OWN_VALUES);
});

it('cdk.json sets no feature flag that the CDK does not know', () => {
  const known = new Set(readFlags().map(([name]) => name));
  const set = Object.keys(cdkJson.context).filter((key) => key.startsWith('@aws-cdk'));
  expect(set.filter((name) => !known.has(name))).toStrictEqual([]);
});
