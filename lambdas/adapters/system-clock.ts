import type { Instant } from '../core/instant.ts';

/** Reads the machine's clock. */
export const readNow = (): Instant => new Date().toISOString();
