import * as z from 'zod';

type Schema = z.core.$ZodType;

/** A schema without what only adds a default or makes it optional, and that default. */
export interface Core {
  readonly schema: Schema;
  readonly standard: unknown;
}

/** Takes defaults, options and conversions off a schema, down to what a program gives. */
export const coreOf = (schema: Schema, standard?: unknown): Core => {
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
export const typeText = (schema: Schema): string => {
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
