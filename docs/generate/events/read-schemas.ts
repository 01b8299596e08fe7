import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

// A JSON Schema, as far as the schemas of events use it.
const Schema = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  const: z.string().optional(),
  enum: z.array(z.string()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([z.boolean(), z.looseObject({ type: z.string() })]).optional(),
  get items(): z.ZodOptional<typeof Schema> {
    return Schema.optional();
  },
  get properties(): z.ZodOptional<z.ZodRecord<z.ZodString, typeof Schema>> {
    return z.record(z.string(), Schema).optional();
  },
});

/** A parsed JSON Schema. */
export type Schema = z.infer<typeof Schema>;

/** An event type, such as `glacier.job.failed`, with its name in code, such as `JobFailed`. */
export interface EventSchema {
  readonly type: string;
  readonly name: string;
  readonly schema: Schema;
  readonly fields: readonly Field[];
}

/** A field of an event's data. */
export type Field = ReturnType<typeof fieldsOf>[number];

/** The fields of an object. */
export const fieldsOf = ({ properties = {}, required = [] }: Schema) =>
  Object.entries(properties).map(([name, schema]) => {
    return { name, schema, isRequired: required.includes(name) };
  });

const folder = join(import.meta.dirname, '../../schemas');

/** Reads the schema of every event type: the source of all that describes events. */
export const readEventSchemas = (): readonly EventSchema[] =>
  readdirSync(folder)
    .filter((file) => file !== 'events.schema.json')
    .map((file) => {
      const schema = Schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      const type = file.replace('.schema.json', '');
      const words = type.replace('glacier.', '').split(/[._]/);
      const fields = fieldsOf(schema.properties?.['data'] ?? {});
      return { type, name: words.map(capitalize).join(''), schema, fields };
    });

/** A word with a capital letter. */
export const capitalize = (word: string): string =>
  `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
