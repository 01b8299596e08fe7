import * as z from 'zod/mini';

/**
 * The versions of the rules by which this release builds events; rows that name another are refused.
 *
 * A field is added to an event by a new version only, so that what an earlier one announced keeps its bytes.
 */
export const EventVersion = z.literal([1]);

/** See the schema of the same name. */
export type EventVersion = z.infer<typeof EventVersion>;

/**
 * What new transitions and entries of groups remember of the rules; without a version: 1.
 *
 * A version is written only after a release that reads it, so that the previous release reads every row.
 */
export const WRITTEN: { readonly eventVersion?: EventVersion | undefined } = {};
