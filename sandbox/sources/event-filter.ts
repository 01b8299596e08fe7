import * as z from 'zod';

/** Tells whether an event passes one pattern, of an event source mapping or of a rule. */
export type EventFilter = (event: unknown) => boolean;

interface Given {
  readonly present: boolean;
  readonly value: unknown;
}
type Condition = (given: Given) => boolean;

const Pattern = z.record(z.string(), z.unknown());

const Criteria = z
  .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
  .default({ Filters: [] });

/**
 * Reads the filter criteria of an event source mapping.
 *
 * @throws Error that names a condition which the sandbox does not know.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export const readEventFilters = (filterCriteria: unknown): readonly EventFilter[] =>
  Criteria.parse(filterCriteria).Filters.map(({ Pattern: json }) =>
    compilePattern(Pattern.parse(JSON.parse(json))),
  );

/** Tells whether an event passes at least one filter; without filters every event does. */
export const passesAny = (filters: readonly EventFilter[], event: unknown): boolean =>
  filters.length === 0 || filters.some((filter) => filter(event));

/** Reads one pattern, such as that of a rule on an event bus. */
export const compilePattern = (pattern: Readonly<Record<string, unknown>>): EventFilter => {
  const rules = Object.entries(pattern).map(([key, expected]) =>
    key === '$or' ? compileAlternatives(expected) : compileRule(key, expected),
  );
  return (event) => rules.every((rule) => rule(event));
};

const compileAlternatives = (expected: unknown): EventFilter => {
  const alternatives = z.array(Pattern).parse(expected).map(compilePattern);
  return (event) => alternatives.some((alternative) => alternative(event));
};

const compileRule = (key: string, expected: unknown): EventFilter => {
  if (!Array.isArray(expected)) {
    const inner = compilePattern(Pattern.parse(expected));
    return (event) => inner(read(event, key).value);
  }
  const conditions = expected.map(compileCondition);
  return (event) => {
    const given = read(event, key);
    return conditions.some((condition) => condition(given));
  };
};

const read = (event: unknown, key: string): Given =>
  typeof event === 'object' && event !== null && key in event
    ? { present: true, value: Reflect.get(event, key) }
    : { present: false, value: undefined };

const compileCondition = (condition: unknown): Condition => {
  if (typeof condition !== 'object' || condition === null) {
    return ({ present, value }) => present && value === condition;
  }
  const [name = '', argument] = Object.entries(condition)[0] ?? [];
  const operator = operators[name];
  if (operator === undefined) {
    throw new Error(`The sandbox does not know the filter condition ${JSON.stringify(condition)}`);
  }
  return operator(argument);
};

const textCondition =
  (holds: (text: string, wanted: string) => boolean) =>
  (argument: unknown): Condition => {
    const wanted = z.string().parse(argument);
    return ({ value }) => typeof value === 'string' && holds(value, wanted);
  };

const operators: Readonly<Record<string, (argument: unknown) => Condition>> = {
  prefix: textCondition((text, wanted) => text.startsWith(wanted)),
  suffix: textCondition((text, wanted) => text.endsWith(wanted)),
  'equals-ignore-case': textCondition(
    (text, wanted) => text.toLowerCase() === wanted.toLowerCase(),
  ),
  exists: (argument) => {
    const wanted = z.boolean().parse(argument);
    return ({ present }) => present === wanted;
  },
  'anything-but': (argument) => {
    const unwanted = z.array(z.unknown()).parse(Array.isArray(argument) ? argument : [argument]);
    return ({ present, value }) => present && !unwanted.includes(value);
  },
};
