import { Duration, Token } from 'aws-cdk-lib';
import * as z from 'zod';
import { propShapes } from '../props/prop-shape.ts';
import { closest } from './closest.ts';
import { shapeOf } from './schema-shape.ts';

/** Formats any invalid value so that its author recognizes it. */
export const describeValue = (value: unknown): string => {
  const isOutsideJson = !['string', 'boolean', 'object'].includes(typeof value);
  if (typeof value === 'function') return 'a function';
  if (isOutsideJson) return String(value);
  return isInstance(value) ? nameInstance(value) : JSON.stringify(value, showInstance);
};

const showInstance = (_key: string, value: unknown): unknown =>
  isInstance(value) ? nameInstance(value) : value;

const nameInstance = (value: object): string =>
  value instanceof Duration ? value.toHumanString() : `a ${value.constructor.name}`;

/** Distinguishes class instances, such as constructs, from plain objects and lists. */
const isInstance = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
};

/** Returns whether a value, or one inside it, is only known at deployment. */
const hasToken = (value: unknown): boolean => {
  if (value instanceof Duration) return value.isUnresolved();
  // The CDK marks the tokens of lists differently.
  if (Token.isUnresolved(value) || Token.isUnresolved([value])) return true;
  const isOpen = typeof value === 'object' && value !== null && !isInstance(value);
  return isOpen && Object.values(value).some(hasToken);
};

type Schema = z.core.$ZodType;

/** The words for settings where they were given. */
export interface SettingWords {
  /** Names a setting. */
  readonly nameOf: (field: Schema, key: string) => string;
  /** Whether a setting may be given there. */
  readonly isKnown: (field: Schema) => boolean;
  /** Describes a setting, if its own description does not fit. */
  readonly aboutOf: (field: Schema) => string | undefined;
  /** What a setting is called. */
  readonly kind: 'setting' | 'prop';
}

/** The words of `cdk.json`. */
export const SETTING_WORDS: SettingWords = {
  nameOf: (_field, key) => key,
  isKnown: (field) => propShapes.get(field)?.isOnlyProp !== true,
  aboutOf: () => undefined,
  kind: 'setting',
};

/** Invalid settings, and how their author refers to them. */
export interface RefusedSettings {
  /** The schema of valid settings. */
  readonly schema: Schema;
  /** The settings as given. */
  readonly given: unknown;
  /** The prefix of each setting's name. */
  readonly prefix: readonly string[];
  /** The words for settings there. */
  readonly words: SettingWords;
}

/** Describes an invalid setting: its meaning, the problem and the valid values. */
export const describeIssue = (
  { schema, given, prefix, words }: RefusedSettings,
  issue: z.core.$ZodIssue,
): readonly string[] => {
  const { path, description, names } = findSetting(schema, issue.path.map(String), words);
  const keys = [...names.values()];
  const named = (...below: readonly string[]) => [...prefix, ...path, ...below].join('.');
  const allowed = keys.length > 0 ? [`Valid ${words.kind}s: ${keys.join(', ')}.`] : [];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const meant = nameFor(key, names);
      const hint = meant === undefined ? [] : [`Did you mean ${named(meant)}?`];
      return [`${named(key)} is not a ${words.kind}.`, ...hint, ...allowed].join(' ');
    });
  }
  const value = valueAt(given, path);
  const problem = hasToken(value)
    ? `${named()} is a token, which has no value before the deployment, but synthesis needs the value: ${issue.code === 'custom' ? issue.message : 'specify a literal'}.`
    : `${named()} = ${describeValue(value)} is invalid: ${issue.message}.`;
  return [[problem, description, ...allowed].join(' ')];
};

/** The name that a misspelled one, or one of elsewhere, probably stands for; of several words the first counts, too. */
const nameFor = (key: string, names: ReadonlyMap<string, string>): string | undefined => {
  const known = new Map(
    [...names].flatMap(([setting, name]) => [
      ...name
        .split('.')
        .slice(0, -1)
        .map((group) => [group, group] as const),
      [name, name] as const,
      [setting, name] as const,
    ]),
  );
  return known.get(key) ?? known.get(closest(key, [...known.keys()]) ?? '');
};

interface Found {
  /** The path in the words of its author. */
  readonly path: readonly string[];
  /** The description of the innermost described setting on the path. */
  readonly description: string;
  /** The names of the settings below it, by their keys. */
  readonly names: ReadonlyMap<string, string>;
}

const findSetting = (
  schema: Schema,
  path: readonly string[],
  words: SettingWords,
  outer = '',
): Found => {
  const about = words.aboutOf(schema) ?? z.globalRegistry.get(schema)?.description ?? outer;
  const shape = shapeOf(schema);
  const [key, ...rest] = path;
  const below = key === undefined ? undefined : shape[key];
  if (key === undefined || below === undefined) {
    const names = Object.entries(shape)
      .filter(([, field]) => words.isKnown(field))
      .map(([name, field]) => [name, words.nameOf(field, name)] as const);
    return { path, description: about, names: new Map(names) };
  }
  const found = findSetting(below, rest, words, about);
  return { ...found, path: [...words.nameOf(below, key).split('.'), ...found.path] };
};

/** The value on the path; for a list given as text, the whole text. */
const valueAt = (given: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (value, key) => (isTree(value) ? new Map(Object.entries(value)).get(key) : value),
    given,
  );

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;
