import * as z from 'zod';
import { describeValue } from './describe-value.ts';

type Schema = z.core.$ZodType;

/** Settings that are not accepted, and how their author calls them. */
export interface RefusedSettings {
  /** What would be accepted. */
  readonly schema: Schema;
  /** The settings as they came. */
  readonly given: unknown;
  /** What stands before the name of each setting. */
  readonly prefix: readonly string[];
}

/** Says of a setting that is not accepted what it is, what is wrong and what would be right. */
export const describeIssue = (
  { schema, given, prefix }: RefusedSettings,
  issue: z.core.$ZodIssue,
): readonly string[] => {
  const path = issue.path.map(String);
  const named = (...below: readonly string[]) => [...prefix, ...path, ...below].join('.');
  const { description, keys } = findSetting(schema, path);
  const allowed = keys.length > 0 ? [`Allowed here: ${keys.join(', ')}.`] : [];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => [`${named(key)} is not a setting.`, ...allowed].join(' '));
  }
  const value = describeValue(valueAt(given, path));
  const problem = `${named()} = ${value} is not accepted: ${issue.message}.`;
  return [[problem, description, ...allowed].join(' ')];
};

interface Found {
  /** The description of the innermost setting on the path that has one. */
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
  const isWrapper = schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault;
  return isWrapper ? shapeOf(schema.unwrap()) : {};
};

/** The value on the path; of a list that came as text, the whole text. */
const valueAt = (given: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (value, key) => (isTree(value) ? new Map(Object.entries(value)).get(key) : value),
    given,
  );

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;
