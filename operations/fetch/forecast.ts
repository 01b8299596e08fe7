import type { Instant } from '../../lambdas/core/instant.ts';
import type { JobOutput } from './output.ts';

/** Outputs that will expire before they are fetched. */
export interface Forecast {
  readonly count: number;
  /** When the first of them expires. */
  readonly firstExpiresAt: Instant;
  /** How long fetching all outputs takes, in milliseconds. */
  readonly neededMs: number;
}

/** Forecasts which outputs expire before their turn, at a rate in bytes per millisecond; undefined if none does. */
export const forecastLosses = (
  outputs: readonly JobOutput[],
  now: Instant,
  rate: number,
): Forecast | undefined => {
  let bytes = 0;
  let count = 0;
  let firstExpiresAt: Instant | undefined;
  for (const { sizeInBytes, expiresAt } of outputs) {
    bytes += sizeInBytes;
    if (expiresAt === undefined || Date.parse(now) + bytes / rate <= Date.parse(expiresAt))
      continue;
    count += 1;
    firstExpiresAt ??= expiresAt;
  }
  return firstExpiresAt === undefined
    ? undefined
    : { count, firstExpiresAt, neededMs: bytes / rate };
};

/** Sorts outputs by when they expire, the first first. */
export const byExpiry = (one: JobOutput, other: JobOutput): number =>
  (one.expiresAt ?? '9').localeCompare(other.expiresAt ?? '9');
