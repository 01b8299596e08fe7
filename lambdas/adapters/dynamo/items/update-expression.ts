import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

type Attributes = Readonly<Record<string, unknown>>;

/** What of an UpdateItem is rendered. */
export type RenderedUpdate = Pick<
  UpdateItemCommandInput,
  | 'UpdateExpression'
  | 'ConditionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
>;

/** Gives names and values their places in an expression. */
export interface Placeholders {
  /** Returns the placeholder of an attribute's name. */
  readonly name: (attribute: string) => string;
  /** Returns the placeholder of a value. */
  readonly value: (value: unknown) => string;
}

/** A change of one item; what is `undefined` is left alone. */
export interface ItemUpdate {
  readonly set?: Attributes | undefined;
  /** Set only where the attribute is absent. */
  readonly setOnce?: Attributes | undefined;
  /** Items to put at the end of lists. */
  readonly append?: Readonly<Record<string, readonly unknown[]>> | undefined;
  /** Added to numbers that are 0 where they are absent. */
  readonly add?: Readonly<Record<string, number>> | undefined;
  readonly remove?: readonly string[] | undefined;
  /**
   * Writes what must hold for the change to be made.
   *
   * @default - the change is made in any case
   */
  readonly condition?: (placeholders: Placeholders) => string;
}

/** Renders a change as an UpdateItem; placeholders avoid DynamoDB's reserved words. */
export const renderUpdate = (update: ItemUpdate): RenderedUpdate => {
  const { set, setOnce, append, add, remove = [], condition } = update;
  const names = new Map<string, string>();
  const values: Record<string, unknown> = {};
  const name = (attribute: string): string => {
    const known = names.get(attribute) ?? `#${names.size}`;
    names.set(attribute, known);
    return known;
  };
  const value = (given: unknown): string => {
    const placeholder = `:${Object.keys(values).length}`;
    values[placeholder] = given;
    return placeholder;
  };
  const ifAbsent = (attribute: string, given: unknown) =>
    `if_not_exists(${name(attribute)}, ${value(given)})`;
  const clauses = {
    SET: [
      ...defined(set).map(([attribute, to]) => `${name(attribute)} = ${value(to)}`),
      ...defined(setOnce).map(
        ([attribute, to]) => `${name(attribute)} = ${ifAbsent(attribute, to)}`,
      ),
      ...defined(append).map(
        ([list, items]) => `${name(list)} = list_append(${ifAbsent(list, [])}, ${value(items)})`,
      ),
    ],
    REMOVE: remove.map(name),
    ADD: defined(add).map(([attribute, number]) => `${name(attribute)} ${value(number)}`),
  };
  const expression = Object.entries(clauses)
    .filter(([, parts]) => parts.length > 0)
    .map(([word, parts]) => `${word} ${parts.join(', ')}`);
  return {
    UpdateExpression: expression.join(' ') || undefined,
    ConditionExpression: condition?.({ name, value }),
    ExpressionAttributeNames: orNone([...names].map(([attribute, place]) => [place, attribute])),
    ExpressionAttributeValues: orNone(
      Object.entries(marshall(values, { removeUndefinedValues: true })),
    ),
  };
};

/** Writes that attributes have these values, or are absent where the value is `null`. */
export const renderMatch = (attributes: Attributes, { name, value }: Placeholders): string =>
  Object.entries(attributes)
    .map(([attribute, is]) =>
      is === null
        ? `attribute_not_exists(${name(attribute)})`
        : `${name(attribute)} = ${value(is)}`,
    )
    .join(' AND ');

const defined = <Value>(given: Readonly<Record<string, Value>> = {}): [string, Value][] =>
  Object.entries(given).filter(([, value]) => value !== undefined);

// DynamoDB refuses an empty map here.
const orNone = <Value>(
  entries: readonly (readonly [string, Value])[],
): Record<string, Value> | undefined =>
  entries.length === 0 ? undefined : Object.fromEntries(entries);
