import * as z from 'zod';
import { type PropShape, propShapes } from '../../../lib/settings/props/prop-shape.ts';

type Schema = z.core.$ZodType;

/** A schema without what only adds a default or makes it optional, and that default. */
interface Core {
  readonly schema: Schema;
  readonly standard: unknown;
}

/** Takes defaults, options and conversions off a schema, down to what a program gives. */
const coreOf = (schema: Schema, standard?: unknown): Core => {
  if (schema instanceof z.ZodDefault) return coreOf(schema.unwrap(), schema.def.defaultValue);
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return coreOf(schema.unwrap(), standard);
  }
  if (schema instanceof z.ZodPipe) {
    const { in: before, out: after } = schema.def;
    return coreOf(before instanceof z.ZodTransform ? after : before, standard);
  }
  return { schema, standard };
};

/**
 * Writes the TypeScript type of what a program gives for a setting.
 *
 * @throws Error that names a kind of schema which it cannot write; say the type in `meta({ type })`.
 */
const typeText = (schema: Schema): string => {
  const core = coreOf(schema).schema;
  if (core instanceof z.ZodNumber) return 'number';
  if (core instanceof z.ZodBoolean) return 'boolean';
  if (core instanceof z.ZodString || core instanceof z.ZodStringFormat) return 'string';
  if (core instanceof z.ZodLiteral) return either([...core.values].map(quote));
  if (core instanceof z.ZodEnum) return either(core.options.map(quote));
  if (core instanceof z.ZodUnion) return either(core.options.map(typeText));
  if (core instanceof z.ZodArray) return `readonly ${typeText(core.element)}[]`;
  throw new Error(`A setting has a schema of the type "${core._zod.def.type}", which has no text`);
};

const either = (types: readonly string[]): string => [...new Set(types)].join(' | ');

const quote = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : String(value);

/** What the documentation says of one setting. */
export interface SettingEntry {
  readonly key: string;
  readonly effect: string;
  /** A TypeScript type. */
  readonly type: string;
  /** What holds when the setting is not given: a value, or words where there is none. */
  readonly standard: { readonly value: unknown } | { readonly words: string };
  readonly example: unknown;
  /** How the construct's props specify it, where this differs. */
  readonly prop: PropShape | undefined;
}

/** What the documentation says of settings that belong together. */
export interface SettingGroup {
  readonly key: string;
  readonly effect: string;
  readonly prop: PropShape | undefined;
  /** What holds without the whole group. */
  readonly absent: string;
  readonly entries: readonly (SettingEntry | SettingGroup)[];
}

const Documented = z.object({
  description: z.string(),
  examples: z.tuple([z.unknown()]),
  absent: z.string().default('none'),
  type: z.string().optional(),
});

const DocumentedGroup = z.object({
  description: z.string(),
  absent: z.string().default('the default of each'),
});

/**
 * Reads the documentation out of a schema of settings.
 *
 * @throws Error that names a setting without a description or an example, and says how to add them.
 */
export const describeSettings = (
  schema: z.core.$ZodType,
  path: readonly string[] = [],
): readonly (SettingEntry | SettingGroup)[] => {
  const { schema: core } = coreOf(schema);
  if (!(core instanceof z.ZodObject)) throw new Error(`${path.join('.')} holds no settings`);
  return Object.entries(core.shape).map(([key, below]) => describe(below, [...path, key]));
};

const describe = (schema: z.core.$ZodType, path: readonly string[]) =>
  coreOf(schema).schema instanceof z.ZodObject
    ? describeGroup(schema, path)
    : describeEntry(schema, path);

const describeGroup = (schema: z.core.$ZodType, path: readonly string[]): SettingGroup => {
  const { description, absent } = read(DocumentedGroup, schema, path);
  const entries = describeSettings(schema, path);
  const prop = propShapes.get(schema);
  return { key: path.at(-1) ?? '', effect: description, absent, prop, entries };
};

const describeEntry = (schema: z.core.$ZodType, path: readonly string[]): SettingEntry => {
  const { description, examples, absent, type } = read(Documented, schema, path);
  const { standard } = coreOf(schema);
  return {
    key: path.at(-1) ?? '',
    effect: description,
    type: type ?? typeText(schema),
    standard: standard === undefined ? { words: absent } : { value: standard },
    example: examples[0],
    prop: propShapes.get(schema),
  };
};

const read = <Shape>(
  wanted: z.ZodType<Shape>,
  schema: z.core.$ZodType,
  path: readonly string[],
): Shape => {
  const result = wanted.safeParse(z.globalRegistry.get(schema));
  if (result.success) return result.data;
  throw new Error(
    `The setting ${path.join('.')} cannot be documented: add .describe('...') and .meta({ examples: [one value] }) to its schema.`,
    { cause: result.error },
  );
};
