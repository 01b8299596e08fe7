import * as z from 'zod/mini';
import { EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';
import { describeObject } from './problems.ts';

const MAX_PATTERNS = 100;
const MAX_PREFIX = 1024;
const PATTERN = /^[A-Za-z0-9_.*-]{1,255}$/;
const GROUP_PATTERN = /^[A-Za-z0-9_.*-]{1,64}$/;
const ACTIONS = ['ArchiveRetrieval', 'InventoryRetrieval', 'Select'];
const TIERS = ['Expedited', 'Standard', 'Bulk'];

const oneOf = (words: readonly string[]) =>
  z.string(`is not a string; use ${words.join(', ')}`).check(
    z.refine((word) => words.includes(word), {
      error: ({ input }) => `is ${JSON.stringify(input)}; use ${words.join(', ')}`,
    }),
  );

const patternOf = (what: string, form: RegExp, length: number) =>
  z.string(`is not a string; specify ${what}`).check(
    z.refine((text) => form.test(text), {
      error: ({ input }) =>
        `is ${JSON.stringify(input)}; specify ${what}: 1 to ${length} of A-Z a-z 0-9 _ - . and * as a wildcard`,
    }),
  );

const vaultPattern = patternOf('a vault name (not an ARN)', PATTERN, 255);
const groupPattern = patternOf('the name of a group', GROUP_PATTERN, 64);

const some = (item: typeof vaultPattern, max: number) =>
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
export const RequestedEventTypes = some(oneOf(EVENT_TYPES), 2 * EVENT_TYPES.length);

/**
 * The filter that an operator may choose for an endpoint.
 *
 * Stricter than what a row may hold: a word that Glacier does not know would match nothing in silence.
 */
export const RequestedFilter = z.strictObject(
  {
    vaultNames: z.optional(some(vaultPattern, MAX_PATTERNS)),
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
    groups: z.optional(some(groupPattern, MAX_PATTERNS)),
  },
  { error: describeObject('vaultNames, actions, tiers, descriptionPrefix or groups') },
);
