import { memberName } from './event-families.ts';
import type { Field } from './read-schemas.ts';

/** How a language writes types. */
export interface Dialect {
  readonly names: Readonly<Record<string, string>>;
  readonly literals: (values: readonly string[]) => string;
  readonly list: (member: string) => string;
  readonly record: (value: string) => string;
}

/** Writes the type of a field. */
export const renderType = ({ name, schema }: Field, to: Dialect): string => {
  const { const: only, enum: words = [only ?? ''], additionalProperties: values } = schema;
  const named = (type = '') => to.names[type] ?? `a type of ${name} that is unknown here`;
  if (schema.enum !== undefined || only !== undefined) return to.literals(words);
  if (schema.items !== undefined) return to.list(memberName(name));
  return typeof values === 'object' ? to.record(named(values.type)) : named(schema.type);
};
