import type { Construct } from 'constructs';
import * as z from 'zod';
import { shapeOf } from '../issues/schema-shape.ts';
import { refuseIssues, type SettingsOrigin } from '../parse-settings.ts';
import { Settings } from '../settings.ts';
import { propShapes } from './prop-shape.ts';
import { PROP_WORDS, propsSentence } from './prop-words.ts';

/** Where props come from, with the names that they have there. */
export const propsOrigin = (path: string): SettingsOrigin => ({
  prefix: [],
  sentence: propsSentence(path),
  words: PROP_WORDS,
});

/**
 * Reads the settings out of the construct's props, and fills in the defaults.
 *
 * @throws SettingsError that lists every unknown prop and every invalid value, each with its remedy.
 */
export const readProps = (
  given: unknown,
  scope: Construct,
  origin = propsOrigin(scope.node.path),
): Settings => {
  const issues: z.core.$ZodIssue[] = [];
  const result = Settings.safeParse(readGroup(Settings, given, { path: [], issues, scope }));
  if (result.success && issues.length === 0) return result.data;
  throw refuseIssues(given, [...issues, ...(result.error?.issues ?? [])], origin);
};

interface Reading {
  /** The construct itself, for what a prop creates. */
  readonly scope: Construct;
  readonly path: readonly string[];
  /** Filled with what is wrong. */
  readonly issues: z.core.$ZodIssue[];
}

/** Converts a group of props, and leaves what has no shape of its own to the schema. */
const readGroup = (
  schema: z.core.$ZodType,
  given: unknown,
  { path, issues, scope }: Reading,
): unknown => {
  const fields = Object.entries(shapeOf(schema));
  if (fields.length === 0 || typeof given !== 'object' || given === null) return given;
  const names = fields.map(([key, field]) => propShapes.get(field)?.name ?? key);
  const values = flatten(given, names, { path, issues });
  const settings = fields.flatMap(([key, field]) => {
    const shape = propShapes.get(field);
    const name = shape?.name ?? key;
    const value = values.get(name);
    values.delete(name);
    if (value === undefined) return [];
    const below = { path: [...path, key], issues, scope };
    if (shape?.read === undefined) return [[key, readGroup(field, value, below)]];
    const setting = shape.read(value, scope);
    if (setting !== undefined) return [[key, setting]];
    issues.push({ path: below.path, code: 'custom', input: value, message: shape.expected ?? '' });
    return [];
  });
  const keys = [...values.keys()];
  if (keys.length > 0) {
    issues.push({ code: 'unrecognized_keys', keys, path: [...path], message: '', input: {} });
  }
  return Object.fromEntries(settings);
};

const Group = z.record(z.string(), z.unknown()).optional();

/** Flattens groups of props, such as `monitoring`, whose settings are in no group. */
const flatten = (
  given: object,
  names: readonly string[],
  { path, issues }: Omit<Reading, 'scope'>,
): Map<string, unknown> => {
  const flattenOne = ([name, input]: [string, unknown]): [string, unknown][] => {
    if (!names.some((one) => one.startsWith(`${name}.`))) return [[name, input]];
    const { data = {}, success } = Group.safeParse(input);
    const message = 'expected an object of props';
    if (!success) issues.push({ path: [...path, name], code: 'custom', input, message });
    return Object.entries(data).map(([below, value]) => [`${name}.${below}`, value]);
  };
  return new Map(Object.entries(given).flatMap(flattenOne));
};
