import { listDataTypes, type NamedObject } from './event-families.ts';
import type { EventSchema, Field } from './read-schemas.ts';
import { type Dialect, renderType } from './render-type.ts';

const TYPESCRIPT: Dialect = {
  names: { string: 'string', integer: 'number', number: 'number' },
  literals: (values) => values.map((value) => `'${value}'`).join(' | '),
  list: (member) => `readonly ${member}[]`,
  record: (value) => `Readonly<Record<string, ${value}>>`,
};

const MADE = '// Made by `npm run docs:generate` from docs/schemas: edit there.\n';

/** Writes the types of the data of all events in TypeScript. */
export const writeDataTypes = (events: readonly EventSchema[]): string =>
  [MADE, ...listDataTypes(events).map(writeInterface)].join('\n');

/** Writes the types of all events in TypeScript. */
export const writeEventTypes = (events: readonly EventSchema[]): string =>
  [
    MADE,
    `import type { ${events.map(({ name }) => `${name}Data`).join(', ')} } from './event-data.ts';\n`,
    '/** An event of a type with its data; fields without a value are absent. */',
    'export interface EventOf<Type extends string, Data> {',
    '/** The same on every redelivery and replay; also the header `webhook-id`. */',
    'readonly id: string;\nreadonly type: Type;',
    '/** When the change was recorded. */',
    'readonly timestamp: string;\nreadonly data: Data;\n}\n',
    ...events.map(
      ({ name, type, schema }) =>
        `/** ${schema.description} */\nexport type ${name}Event = EventOf<'${type}', ${name}Data>;\n`,
    ),
    '/** Any event, discriminated by `type`. */',
    `export type GlacierEvent = ${events.map(({ name }) => `${name}Event`).join(' | ')};\n`,
    '/** The types of all events. */',
    `export const GLACIER_EVENT_TYPES = [${events.map(({ type }) => `'${type}'`).join(', ')}] as const satisfies readonly GlacierEvent['type'][];`,
  ].join('\n');

const writeInterface = ({ name, base, description, fields }: NamedObject): string => {
  const extended = base === undefined ? '' : ` extends ${base}`;
  const head = `/** ${description} */\nexport interface ${name}${extended}`;
  return `${head} {\n${fields.map(writeField).join('\n')}\n}\n`;
};

const writeField = (field: Field): string => {
  const { description } = field.schema;
  const comment = description === undefined ? '' : `/** ${description} */\n`;
  return `${comment}readonly ${field.name}${field.isRequired ? '' : '?'}: ${renderType(field, TYPESCRIPT)};`;
};
