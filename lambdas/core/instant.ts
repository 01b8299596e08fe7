const HOUR_MS = 3_600_000;

/** An instant as the tables keep it: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export type Instant = string;

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/;

/** Reads a date and time with its zone and a year of four digits, or says `undefined`. */
export const parseInstant = (text: string | undefined): Instant | undefined => {
  const ms = text !== undefined && ISO_8601.test(text) ? Date.parse(text) : Number.NaN;
  const instant = Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
  // A year beyond four digits would have a sign, and no longer sort as text.
  return instant !== undefined && ISO_8601.test(instant) ? instant : undefined;
};

/** The instant a number of minutes later (earlier, if negative). */
export const plusMinutes = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** The instant a number of hours later (earlier, if negative). */
export const plusHours = (instant: Instant, hours: number): Instant =>
  new Date(Date.parse(instant) + hours * HOUR_MS).toISOString();

/** The instant in whole epoch seconds, the form that DynamoDB's TTL reads. */
export const epochSeconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);

/** The earlier of two instants, where the first may be missing. */
export const earliest = (a: Instant | undefined, b: Instant): Instant =>
  a !== undefined && a < b ? a : b;
