import type { Instant } from './instant.ts';

/** How many jobs Glacier lists in a page, at most. */
export const PAGE_JOBS = 50;

/** Pages of a vault come one after the other; beyond so many, single looks side by side are faster. */
const MOST_PAGES = 300;

/**
 * How the due jobs of one vault are looked at.
 *
 * `each`: DescribeJob for every one. `completed`: the list of completed jobs, which has the news itself.
 * `pending`: the list of pending jobs, and DescribeJob for the due ones that are not on it.
 */
export type LookWay = 'each' | 'completed' | 'pending';

/** A place in a list of jobs that is sorted by initiation, the oldest first. */
export interface ListMark {
  /** Glacier's marker; it stands for a job, so it keeps its place while the list grows. */
  readonly marker: string;
  /** When the first job behind it was started. */
  readonly from: Instant;
}

/** What the last looks at a vault have taught; all of it may be unknown or out of date. */
export interface VaultLesson {
  /** How many pages its list of completed jobs took. */
  readonly completedPages?: number | undefined;
  readonly pendingPages?: number | undefined;
  /** How many of the due jobs were found complete. */
  readonly news?: number | undefined;
  /** Places in its list of completed jobs, the oldest first. */
  readonly marks?: readonly ListMark[] | undefined;
  /** Whether Glacier did not know it: its jobs may still say so. */
  readonly wasMissing?: boolean | undefined;
}

/**
 * Finds the marker behind which every job is listed that was started at or after an instant.
 *
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-jobs-get.html
 */
export const startMarker = ({ marks = [] }: VaultLesson, oldest: Instant): string | undefined =>
  // Jobs of the very same instant may stand before the mark.
  marks.findLast(({ from }) => from < oldest)?.marker;

const MOST_MARKS = 20;

/** Adds the places that a reading passed to those that are known. */
export const addMarks = (
  known: readonly ListMark[] = [],
  passed: readonly ListMark[],
): readonly ListMark[] => {
  const byStart = new Map([...known, ...passed].map((mark) => [mark.from, mark]));
  return [...byStart.values()].sort((a, b) => (a.from < b.from ? -1 : 1)).slice(-MOST_MARKS);
};

/** A way, and after how many pages it has turned out to be the wrong one. */
export interface LookChoice {
  readonly way: LookWay;
  readonly mostPages: number;
}

const pagesFor = (jobs: number): number => Math.ceil(jobs / PAGE_JOBS);

/**
 * Chooses the way that takes the fewest calls, as far as it can be told from the last looks.
 *
 * A lesson only saves calls: whichever way is taken, every due job is looked at.
 */
export const chooseWay = (due: number, lesson: VaultLesson): LookChoice => {
  const completed = lesson.completedPages ?? 1;
  const pending = (lesson.pendingPages ?? pagesFor(due)) + (lesson.news ?? due);
  if (due <= Math.min(completed, pending)) return { way: 'each', mostPages: 0 };
  return completed <= pending
    ? { way: 'completed', mostPages: patience(due, lesson.completedPages) }
    : pendingChoice(due, lesson);
};

/** The way for those that are left when the list of completed jobs has turned out too long. */
export const chooseNext = (left: number, lesson: VaultLesson): LookChoice =>
  left > pagesFor(left) + 1 ? pendingChoice(left, lesson) : { way: 'each', mostPages: 0 };

const pendingChoice = (due: number, { pendingPages }: VaultLesson): LookChoice => ({
  way: 'pending',
  mostPages: patience(due, pendingPages ?? pagesFor(due)),
});

// One page more than the last time, because a list grows; a quarter of what single looks would cost,
// to learn how long an unknown list is.
const patience = (due: number, lastPages: number | undefined): number =>
  Math.min(MOST_PAGES, Math.max((lastPages ?? 0) + 1, Math.ceil(due / 4)));
