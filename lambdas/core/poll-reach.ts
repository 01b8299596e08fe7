import type { Instant } from './instant.ts';

/**
 * Whether the pages behind this one may still hold a job that was started within a span.
 *
 * Glacier sorts by initiation, but does not say in which direction: it is read from the page, and where
 * the page does not show it, the next one is worth reading.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-jobs-get.html
 */
export const mayFollow = (page: CreationDates, oldest: Instant, newest: Instant): boolean => {
  const last = page.at(-1);
  if (last === undefined) return true;
  if (isOldestFirst(page)) return last <= newest;
  return isOldestFirst([...page].reverse()) ? last >= oldest : true;
};

/** The creation dates of a page's jobs, as they stand on it. */
export type CreationDates = readonly (Instant | undefined)[];

/** Whether a page shows that the list is sorted with the oldest job first. */
export const isOldestFirst = (page: CreationDates): boolean => {
  const dates = page.filter((date) => date !== undefined);
  const [first, last] = [dates[0], dates.at(-1)];
  const isKnown = first !== undefined && last !== undefined && dates.length === page.length;
  return isKnown && first < last && isSorted(dates);
};

const isSorted = (dates: readonly Instant[]): boolean =>
  dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? ''));
