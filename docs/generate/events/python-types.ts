import { listDataTypes, type NamedObject } from './event-families.ts';
import type { EventSchema, Field } from './read-schemas.ts';
import { type Dialect, renderType } from './render-type.ts';

const PYTHON: Dialect = {
  names: { string: 'str', integer: 'int', number: 'float' },
  literals: (values) => `Literal[${values.map((value) => JSON.stringify(value)).join(', ')}]`,
  list: (member) => `list[${member}]`,
  record: (value) => `dict[str, ${value}]`,
};

/** Writes the types of all events in Python, as TypedDicts. */
export const writePython = (events: readonly EventSchema[]): string =>
  [
    '"""The events of glacier-job-notifier as TypedDicts, for Python 3.11 or later."""',
    '\n# Made by `npm run docs:generate` from docs/schemas.',
    'from typing import Literal, NotRequired, TypedDict, Union\n\n',
    ...listDataTypes(events).map(writeClass),
    ...events.map(
      ({ name, type, schema }) =>
        `class ${name}Event(TypedDict):\n    """${schema.description}"""\n\n    id: str\n    type: Literal["${type}"]\n    timestamp: str\n    data: ${name}Data\n\n`,
    ),
    `GlacierEvent = Union[\n${events.map(({ name }) => `    ${name}Event,\n`).join('')}]\n`,
  ].join('\n');

const writeClass = ({ name, base = 'TypedDict', description, fields }: NamedObject): string => {
  const body = fields.map(writeField).join('');
  return `class ${name}(${base}):\n    """${description}"""\n\n${body}\n`;
};

const writeField = (field: Field): string => {
  const type = renderType(field, PYTHON);
  return `    ${field.name}: ${field.isRequired ? type : `NotRequired[${type}]`}\n`;
};
