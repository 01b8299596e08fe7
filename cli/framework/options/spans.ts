import { InvalidArgumentError } from '@commander-js/extra-typings';

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
