import * as z from 'zod/mini';
import { JOB_EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';
import { describeObject } from './problems.ts';

const MAX_PATTERNS = 100;
const MAX_PREFIX = 1024;
const PATTERN = /^[A-Za-z0-9_.*-]{1,255}$/;
const ACTIONS = ['ArchiveRetrieval', 'InventoryRetrieval', 'Select'];
const TIERS = ['Expedited', 'Standard', 'Bulk'];

const oneOf = (words: readonly string[]) =>
  z.string(`is not a string; use ${words.join(', ')}`).check(
    z.refine((word) => words.includes(word), {
      error: ({ input }) => `is ${JSON.stringify(input)}; use ${words.join(', ')}`,
    }),
  );

const pattern = z.string('is not a string; specify a vault name').check(
  z.refine((text) => PATTERN.test(text), {
    error: ({ input }) =>
      `is ${JSON.stringify(input)}; specify a vault name (not an ARN): 1 to 255 of A-Z a-z 0-9 _ - . and * as a wildcard`,
  }),
);

const some = (item: typeof pattern, max: number) =>
  z.pipe(
    z
      .array(item, 'is not a list; specify a list of strings')
      .check(
        z.minLength(1, 'is empty; specify at least one, or omit it'),
        z.maxLength(max, `is too long; specify at most ${max}`),
      ),
    z.transform((items: string[]) => [...new Set(items)]),
  );

/** The event types that an operator may choose for an endpoint. */
export const RequestedEventTypes = some(
  oneOf(Object.values(JOB_EVENT_TYPES)),
  2 * Object.values(JOB_EVENT_TYPES).length,
);

/**
 * The filter that an operator may choose for an endpoint.
 *
 * Stricter than what a row may hold: a word that Glacier does not know would match nothing in silence.
 */
export const RequestedFilter = z.strictObject(
  {
    vaultNames: z.optional(some(pattern, MAX_PATTERNS)),
    actions: z.optional(some(oneOf(ACTIONS), 2 * ACTIONS.length)),
    tiers: z.optional(some(oneOf(TIERS), 2 * TIERS.length)),
    descriptionPrefix: z.optional(
      z
        .string('is not a string; specify a prefix of job descriptions')
        .check(
          z.minLength(1, 'is empty; omit it'),
          z.maxLength(MAX_PREFIX, `is too long; use at most ${MAX_PREFIX} characters`),
        ),
    ),
  },
  { error: describeObject('vaultNames, actions, tiers or descriptionPrefix') },
);
