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

/** Who can say something about a job. */
export const SOURCES = [
  'notice',
  'describe-job',
  'list-jobs',
  'registration',
  'cloudtrail',
  'collection',
  'clock',
] as const;

/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];
