import * as z from 'zod';
import { CONTEXT_KEY } from './gather-context.ts';

type Schema = z.core.$ZodType;

/** Says of a setting that is not accepted what it is, what is wrong and what would be right. */
export const describeIssue = (
  schema: Schema,
  given: unknown,
  issue: z.core.$ZodIssue,
): readonly string[] => {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const { keys } = findSetting(schema, path);
    return issue.keys.map(
      (key) => `${nameOf([...path, key])} is not a setting. Allowed here: ${keys.join(', ')}.`,
    );
  }
  const { description } = findSetting(schema, path);
  const value = JSON.stringify(valueAt(given, path));
  return [`${nameOf(path)} = ${value} is not accepted: ${issue.message}. ${description}`];
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

const nameOf = (path: readonly string[]): string => [CONTEXT_KEY, ...path].join('.');

/** The value on the path; of a list that came as text, the whole text. */
const valueAt = (given: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (value, key) => (isTree(value) ? new Map(Object.entries(value)).get(key) : value),
    given,
  );

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;
