import type { World } from '../world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A vault that is missing in two polls, 1 to 8 hours apart, counts as deleted: docs/architecture.md. */
const HIDDEN_MS = 40 * MINUTE_MS;
const HIDDEN_APART_MS = 10 * HOUR_MS;
const THROTTLED_MS = 20 * MINUTE_MS;

/** Creates periods in which Glacier throttles half of the requests, or does not know a vault for a while. */
export const createGlacierFaults = (
  { time, random, faults }: World,
  vaultArns: readonly string[],
) => {
  const hiddenAt = new Map<string, number>();
  let throttledUntil = 0;
  const change = () => {
    const now = time.nowMs();
    if (faults.happens('Glacier throttles', 0.8)) throttledUntil = now + random() * THROTTLED_MS;
    for (const arn of vaultArns) {
      const isRecent = now - (hiddenAt.get(arn) ?? 0) < HIDDEN_APART_MS;
      if (!isRecent && faults.happens('vault hidden', 0.6)) hiddenAt.set(arn, now);
    }
    // At any minute: sweeps begin at full hours, and must not meet the beginning of every period.
    time.after(2 * random() * HOUR_MS, change);
  };
  time.after(HOUR_MS, change);
  return {
    /** Whether Glacier refuses this request because it has too many. */
    isThrottled: () => time.nowMs() < throttledUntil && random() < 0.5,
    /** Whether Glacier claims now that it does not know a vault. */
    isHidden: (arn: string) => time.nowMs() - (hiddenAt.get(arn) ?? 0) < HIDDEN_MS,
  };
};
