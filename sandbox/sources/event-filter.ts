import * as z from 'zod';
import { judgePattern } from '../../operations/doctor/policy/notice-filter.ts';

/** Checks whether an event passes one pattern, of an event source mapping or of a rule. */
export type EventFilter = (event: unknown) => boolean;

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

/** Checks whether an event passes at least one filter; without filters every event does. */
export const passesAny = (filters: readonly EventFilter[], event: unknown): boolean =>
  filters.length === 0 || filters.some((filter) => filter(event));

/** Reads one pattern, such as that of a rule on an event bus. */
export const compilePattern = (pattern: Readonly<Record<string, unknown>>): EventFilter => {
  requireKnown(pattern);
  return (event) => judgePattern(pattern, Pattern.safeParse(event).data ?? {}) === 'passes';
};

const requireKnown = (pattern: Readonly<Record<string, unknown>>): void => {
  for (const [key, expected] of Object.entries(pattern)) {
    if (!Array.isArray(expected)) requireKnown(Pattern.parse(expected));
    else if (key === '$or') z.array(Pattern).parse(expected).forEach(requireKnown);
    else expected.forEach(requireKnownCondition);
  }
};

const requireKnownCondition = (condition: unknown): void => {
  if (judgePattern({ some: [condition] }, { some: 'text' }) !== 'unknown') return;
  throw new Error(`The sandbox does not support the filter condition ${JSON.stringify(condition)}`);
};
