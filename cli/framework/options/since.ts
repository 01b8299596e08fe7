import { InvalidArgumentError } from '@commander-js/extra-typings';
import { type Instant, parseInstant } from '../../../lambdas/core/instant.ts';
import { readSpan } from './spans.ts';

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
