import type { Instant } from '../core/instant.ts';

/** Reads the machine's clock. */
export const readNow = (): Instant => new Date().toISOString();

/**
 * Creates a clock that is right on a machine whose clock is wrong, as soon as a client had an answer.
 *
 * From the answers' `Date` headers the SDK keeps how far the machine's clock is off, if that is minutes.
 */
export const createCorrectedClock =
  (...clients: readonly { readonly config: { readonly systemClockOffset: number } }[]) =>
  (): Instant => {
    const [offsetMs = 0] = clients.map((one) => one.config.systemClockOffset).filter(Boolean);
    return new Date(Date.now() + offsetMs).toISOString();
  };
