import { InvalidArgumentError } from '@commander-js/extra-typings';
import { type Instant, parseInstant } from '../../../lambdas/core/instant.ts';

const UNITS_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const isUnit = (text: string | undefined): text is keyof typeof UNITS_MS =>
  text !== undefined && text in UNITS_MS;

/** Parses a duration such as `30s`, `90m`, `24h` or `7d` to milliseconds; `undefined` for any other text. */
export const readSpan = (text: string): number | undefined => {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return isUnit(unit) ? Number(count) * UNITS_MS[unit] : undefined;
};

/** Parses an option that is a duration of at least a second, to milliseconds. */
export const parseSpan = (text: string): number => {
  const spanMs = readSpan(text);
  if (spanMs !== undefined && spanMs > 0) return spanMs;
  throw new InvalidArgumentError('Specify a duration such as 30s, 90m, 24h or 7d.');
};

/** A time in the past, once it is known what time it is. */
export type Since = (now: Instant) => Instant;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an option that is `90m`, `24h`, `7d`, a day or an instant. */
export const parseSince = (text: string): Since => {
  const spanMs = readSpan(text);
  if (spanMs !== undefined) return (now) => new Date(Date.parse(now) - spanMs).toISOString();
  const instant = parseInstant(DAY.test(text) ? `${text}T00:00Z` : text);
  if (instant !== undefined) return () => instant;
  throw new InvalidArgumentError(
    'Specify a duration such as 90m, 24h or 7d, a date such as 2026-11-25, or a time such as 2026-11-25T08:00:00Z.',
  );
};

/** Creates the reader of an option that is a number within limits. */
export const numberWithin =
  (min: number, max: number) =>
  (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Specify a number from ${min} to ${max}.`);
  };

/** Creates the reader of an option that is a whole number within limits. */
export const wholeNumberWithin =
  (min: number, max: number) =>
  (text: string): number => {
    const number = numberWithin(min, max)(text);
    if (Number.isInteger(number)) return number;
    throw new InvalidArgumentError(`Specify a whole number from ${min} to ${max}.`);
  };
