const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Formats a duration: `42s`, `7m`, `3h05m`, `2d4h`. */
export const formatSpan = (ms: number): string => {
  const span = Math.max(0, ms);
  if (span < MINUTE_MS) return `${Math.floor(span / 1000)}s`;
  if (span < HOUR_MS) return `${Math.floor(span / MINUTE_MS)}m`;
  const hours = Math.floor(span / HOUR_MS);
  const minutes = Math.floor((span % HOUR_MS) / MINUTE_MS);
  if (span < DAY_MS) return `${hours}h${String(minutes).padStart(2, '0')}m`;
  return `${Math.floor(hours / 24)}d${hours % 24}h`;
};
