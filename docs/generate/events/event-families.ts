import { isDeepStrictEqual } from 'node:util';
import { capitalize, type EventSchema, type Field, fieldsOf } from './read-schemas.ts';

/** An object type, and the type that it extends. */
export interface NamedObject {
  readonly name: string;
  readonly base?: string | undefined;
  readonly description: string;
  readonly fields: readonly Field[];
}

/** The object types of all events' data, each after those that it uses. */
export const listDataTypes = (events: readonly EventSchema[]): readonly NamedObject[] =>
  ['Job', 'Group', 'Webhook'].flatMap((family) => {
    const members = events.filter(({ name }) => name.startsWith(family));
    const isIn = (field: Field, fields: readonly Field[]) =>
      fields.some((other) => isDeepStrictEqual(other, field));
    const shared = (members[0]?.fields ?? []).filter((field) =>
      members.every(({ fields }) => isIn(field, fields)),
    );
    const description = `The fields of every event of a ${family.toLowerCase()}.`;
    const base = { name: `${family}Data`, description, fields: shared };
    const bases = shared.length === 0 ? [] : [base];
    const own = members.map(({ name, type, fields }) => ({
      name: `${name}Data`,
      base: bases[0]?.name,
      description: `The data of \`${type}\`.`,
      fields: fields.filter((field) => !isIn(field, shared)),
    }));
    return [...listMembers(members), ...bases, ...own];
  });

/** The name of the type of a list's members, such as `EventJob` for `jobs`. */
export const memberName = (field: string): string => `Event${capitalize(field.slice(0, -1))}`;

const listMembers = (events: readonly EventSchema[]): readonly NamedObject[] => {
  const lists = events.flatMap(({ fields }) => fields.filter(({ schema }) => schema.items));
  return [...new Map(lists.map((field) => [field.name, field.schema.items ?? {}]))].map(
    ([name, items]) => ({
      name: memberName(name),
      description: `A member of \`${name}\`.`,
      fields: fieldsOf(items),
    }),
  );
};
