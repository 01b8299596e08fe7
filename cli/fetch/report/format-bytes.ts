const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Formats a number of bytes: `17 B`, `4.2 MB`. */
export const formatBytes = (bytes: number, unit = 0): string =>
  bytes < 1000 || unit === UNITS.length - 1
    ? `${unit === 0 ? Math.round(bytes) : bytes.toFixed(1)} ${UNITS[unit]}`
    : formatBytes(bytes / 1000, unit + 1);
