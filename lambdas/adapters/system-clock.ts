import type { Instant } from '../core/instant.ts';

/** Reads the machine's clock. */
export const readNow = (): Instant => new Date().toISOString();

/** A `Date` header has whole seconds, and its answer takes time: an offset below says nothing of the clock. */
const LEAST_OFFSET_MS = 60_000;

/**
 * Creates a clock that is right on a machine whose clock is wrong, as soon as a client had an answer.
 *
 * The SDK keeps how far the machine's clock is off from the `Date` header of the last answer.
 */
export const createCorrectedClock =
  (...clients: readonly { readonly config: { readonly systemClockOffset: number } }[]) =>
  (): Instant => {
    const offsets = clients.map((one) => one.config.systemClockOffset);
    const offsetMs = offsets.find((offset) => Math.abs(offset) >= LEAST_OFFSET_MS) ?? 0;
    return new Date(Date.now() + offsetMs).toISOString();
  };
