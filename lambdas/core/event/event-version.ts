/**
 * The versions of the rules by which this release builds events; rows that name another are refused.
 *
 * A field is added to an event by a new version only, so that what an earlier one announced keeps its bytes.
 */
export const EVENT_VERSIONS = [1] as const;

/** One of {@link EVENT_VERSIONS}. */
export type EventVersion = (typeof EVENT_VERSIONS)[number];

/**
 * What new transitions and entries of groups remember of the rules; without a version: 1.
 *
 * A version is written only after a release that reads it, so that the previous release reads every row.
 */
export const WRITTEN: { readonly eventVersion?: EventVersion | undefined } = {};
