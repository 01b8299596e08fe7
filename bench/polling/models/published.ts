/** A job whose dates of creation and completion are public. */
export interface PublishedJob {
  readonly date: string;
  readonly minutes: number;
}

/** How long real Standard jobs and inventories took, collected in November 2026; the oldest first. */
export const PUBLISHED: readonly PublishedJob[] = [
  { date: '2012-09-20', minutes: 229.1 },
  { date: '2012-09-29', minutes: 255.4 },
  { date: '2013-05-06', minutes: 240.1 },
  { date: '2013-05-28', minutes: 240.1 },
  { date: '2013-11-01', minutes: 236.1 },
  { date: '2014-10-29', minutes: 232.1 },
  { date: '2015-04-28', minutes: 260.1 },
  { date: '2016-09-01', minutes: 239.1 },
  { date: '2016-12-29', minutes: 257.1 },
  { date: '2017-05-13', minutes: 232.4 },
  { date: '2017-08-23', minutes: 234.8 },
  { date: '2017-08-24', minutes: 232.1 },
  { date: '2020-07-12', minutes: 224.7 },
  { date: '2020-11-05', minutes: 227.6 },
  { date: '2021-10-18', minutes: 221.8 },
  { date: '2021-10-21', minutes: 221.1 },
  { date: '2022-01-20', minutes: 224.1 },
  { date: '2023-03-03', minutes: 228.9 },
];

const FITTED_BEFORE = '2015';
const minutesOf = (jobs: readonly PublishedJob[]): number[] => jobs.map(({ minutes }) => minutes);

/** The durations that the default window is fitted on. */
export const EARLIER: readonly number[] = minutesOf(
  PUBLISHED.filter(({ date }) => date < FITTED_BEFORE),
);

/** The durations that the default window is judged on: the fit has not seen them. */
export const LATER: readonly number[] = minutesOf(
  PUBLISHED.filter(({ date }) => date >= FITTED_BEFORE),
);
