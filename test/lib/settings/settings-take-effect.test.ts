import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  describeSettings,
  type SettingEntry,
  type SettingGroup,
} from '../../../docs/generate/settings/describe-settings.ts';
import { Settings } from '../../../lib/settings/settings.ts';
import { grantedToOperators, neededByOperators } from '../operated-resources.ts';
import { synthesize } from '../synthesize.ts';

/** Settings that change something only beside others. */
const BESIDE: Readonly<Record<string, object>> = {
  // The vaults that are not named are left alone anyway.
  manageVaultNotifications: { vaults: ['photos'] },
  // Both are required.
  'vpc.subnetIds': { vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] } },
  'vpc.securityGroupIds': {
    vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] },
  },
};

/** The settings by their dotted names, each with an example of a value that is not the default. */
const examplesOf = (
  entries: readonly (SettingEntry | SettingGroup)[],
  outer = '',
): (readonly [name: string, example: unknown])[] =>
  entries.flatMap((entry) => {
    if (entry.prop?.isOnlyProp) return [];
    const name = `${outer}${entry.key}`;
    return 'entries' in entry
      ? examplesOf(entry.entries, `${name}.`)
      : [[name, entry.example] as const];
  });

const merge = (beside: object, given: object): object =>
  Object.fromEntries(
    Object.entries({ ...beside, ...given }).map(([key, value]) => {
      const before: unknown = Reflect.get(beside, key);
      const isTree = [before, value].every(
        (one) => typeof one === 'object' && one !== null && !Array.isArray(one),
      );
      return [key, isTree ? { ...(before as object), ...(value as object) } : value];
    }),
  );

const settingOf = (name: string, value: unknown) =>
  name.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), value) as object;

/** What is deployed. Outputs are left out: some repeat settings, whether these have an effect or not. */
const resourcesOf = (template: Template) => JSON.stringify(template.toJSON()['Resources']);

const templateOf = (settings: object) => synthesize({ ...settings }).template;

const byDefault = resourcesOf(templateOf({}));

describe.each(examplesOf(describeSettings(Settings)))('%s', (name, example) => {
  const beside = BESIDE[name];
  const template = templateOf(merge(beside ?? {}, settingOf(name, example)));

  it('changes a resource', () => {
    const before = beside === undefined ? byDefault : resourcesOf(templateOf(beside));
    const isSame = resourcesOf(template) === before;
    expect(isSame, `${name} = ${JSON.stringify(example)} changes nothing`).toBe(false);
  });

  it('leaves operators a policy for each function, schedule, failure queue and table', () => {
    const needed = neededByOperators(template);
    expect(needed.length).toBeGreaterThan(10);
    expect(grantedToOperators(template)).toStrictEqual(needed);
  });
});
