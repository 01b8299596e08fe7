import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  describeSettings,
  type SettingEntry,
  type SettingGroup,
} from '../../docs/generate/settings/describe-settings.ts';
import { settingsFiles } from '../../docs/generate/settings/settings-files.ts';
import { parseSettings } from '../../lib/settings/parse-settings.ts';
import { Settings } from '../../lib/settings/settings.ts';

interface Leaf extends SettingEntry {
  readonly path: readonly string[];
}

const leavesOf = (
  entries: readonly (SettingEntry | SettingGroup)[],
  outer: readonly string[] = [],
): Leaf[] =>
  entries.flatMap((entry) => {
    const path = [...outer, entry.key];
    return 'entries' in entry ? leavesOf(entry.entries, path) : [{ ...entry, path }];
  });

const leaves = leavesOf(describeSettings(Settings))
  .filter(({ prop }) => prop?.isOnlyProp !== true)
  .map((leaf) => [leaf.path.join('.'), leaf] as const);

/** The ids of the other half, both of which a network has. */
const NETWORK = { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] };

const parseOne = ({ path }: Leaf, value: unknown) =>
  parseSettings(
    path.reduceRight<unknown>(
      (below, key) => ({ ...(path[0] === 'vpc' && key !== 'vpc' ? NETWORK : {}), [key]: below }),
      value,
    ),
    { prefix: ['theSettings'], sentence: 'They come from a test.' },
  );

const valueAt = (settings: unknown, path: readonly string[]): unknown =>
  path.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);

describe.each([...settingsFiles()])('%s', (path, text) => {
  it('says what the schema says', () => {
    const kept = readFileSync(path, 'utf8');
    expect(kept === text, `${path} is out of date: run npm run docs:settings`).toBe(true);
  });
});

describe.each(leaves)('the setting %s', (name, leaf) => {
  it('has an example that is accepted and changes something', () => {
    const value = valueAt(parseOne(leaf, leaf.example), leaf.path);
    expect(value).toStrictEqual(leaf.example);
    expect(value).not.toStrictEqual(valueAt(parseSettings({}, from), leaf.path));
  });

  it('has the default of the reference', () => {
    const value = valueAt(parseSettings({}, from), leaf.path);
    expect(value).toStrictEqual('value' in leaf.standard ? leaf.standard.value : undefined);
  });

  it.each([
    [Number.NaN, 'NaN'],
    [{ in: 'vain' }, '{"in":"vain"}'],
    [null, 'null'],
    [new Map(), 'a Map'],
  ])('that is %s is refused with its name, its value and the remedy', (value, shown) => {
    const attempt = () => parseOne(leaf, value);
    expect(attempt).toThrow(`theSettings.${name} = ${shown} is invalid: `);
    expect(attempt).toThrow(leaf.effect);
    expect(attempt).toThrow('They come from a test.');
  });
});

const from = { prefix: [], sentence: '' };
