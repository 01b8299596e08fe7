/** Time to give an answer, also when the first attempts at that hang. */
const RESERVE_MS = 40_000;

/** Returns how long the vaults of a request may take, so that time is left to give an answer. */
export const timeForVaults = (remainingMs: number): number => Math.max(0, remainingMs - RESERVE_MS);
