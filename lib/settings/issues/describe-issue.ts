import * as z from 'zod';
import { closest } from './closest.ts';

/** Formats any invalid value so that its author recognizes it. */
export const describeValue = (value: unknown): string => {
  const isOutsideJson = !['string', 'boolean', 'object'].includes(typeof value);
  if (typeof value === 'function') return 'a function';
  if (isOutsideJson) return String(value);
  return isInstance(value) ? `a ${classOf(value)}` : JSON.stringify(value, showInstance);
};

const showInstance = (_key: string, value: unknown): unknown =>
  isInstance(value) ? `a ${classOf(value)}` : value;

/** Distinguishes class instances, such as constructs, from plain objects and lists. */
const isInstance = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
};

const classOf = (instance: object): string => instance.constructor.name;

type Schema = z.core.$ZodType;

/** Invalid settings, and how their author refers to them. */
export interface RefusedSettings {
  /** The schema of valid settings. */
  readonly schema: Schema;
  /** The settings as given. */
  readonly given: unknown;
  /** The prefix of each setting's name. */
  readonly prefix: readonly string[];
}

/** Describes an invalid setting: its meaning, the problem and the valid values. */
export const describeIssue = (
  { schema, given, prefix }: RefusedSettings,
  issue: z.core.$ZodIssue,
): readonly string[] => {
  const path = issue.path.map(String);
  const named = (...below: readonly string[]) => [...prefix, ...path, ...below].join('.');
  const { description, keys } = findSetting(schema, path);
  const allowed = keys.length > 0 ? [`Valid settings: ${keys.join(', ')}.`] : [];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const meant = closest(key, keys);
      const hint = meant === undefined ? [] : [`Did you mean ${named(meant)}?`];
      return [`${named(key)} is not a setting.`, ...hint, ...allowed].join(' ');
    });
  }
  const value = describeValue(valueAt(given, path));
  const problem = `${named()} = ${value} is invalid: ${issue.message}.`;
  return [[problem, description, ...allowed].join(' ')];
};

interface Found {
  /** The description of the innermost described setting on the path. */
  readonly description: string;
  /** The settings below it. */
  readonly keys: readonly string[];
}

const findSetting = (schema: Schema, path: readonly string[], outer = ''): Found => {
  const description = z.globalRegistry.get(schema)?.description ?? outer;
  const shape = shapeOf(schema);
  const [key, ...rest] = path;
  const below = key === undefined ? undefined : shape[key];
  return below === undefined
    ? { description, keys: Object.keys(shape) }
    : findSetting(below, rest, description);
};

const shapeOf = (schema: Schema): Readonly<Record<string, Schema>> => {
  if (schema instanceof z.ZodObject) return schema.shape;
  const isWrapper =
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional;
  return isWrapper ? shapeOf(schema.unwrap()) : {};
};

/** The value on the path; for a list given as text, the whole text. */
const valueAt = (given: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (value, key) => (isTree(value) ? new Map(Object.entries(value)).get(key) : value),
    given,
  );

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;
