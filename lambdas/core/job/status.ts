/** Where a job stands; the words of the Jobs table's `status`. */
export const STATUSES = [
  'InProgress',
  'Succeeded',
  'Failed',
  'Expiring',
  'Expired',
  'Collected',
] as const;

/** One of {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];
