import type { StartKey } from '../../core/job/store.ts';
import type { IndexedJob, PollRemainder } from '../../core/polling/ports.ts';
import type { PollWindow } from '../../core/polling/window.ts';
import { refuseVault } from '../../core/vault/scope.ts';
import { guardQuery } from '../guard-query.ts';
import { isOver, type PollRun } from '../run.ts';

/** How many due jobs of a tier are held in memory at once: some 10 MB. */
const MOST_JOBS = 40_000;
const DAY_MINUTES = 1440;

/**
 * How a due job can be polled.
 *
 * `list`: its vault's list of completed jobs answers for it. `describe`: only DescribeJob does.
 * `describe-incomplete`: so does DescribeJob, and its answer is news in any case.
 */
export type PollWay = 'list' | 'describe' | 'describe-incomplete';

/** The due jobs of a vault by their ids. */
export type DueJobs = Map<string, PollWay>;

/** Where reading due jobs continues. */
type Unread = Pick<PollRemainder, 'windows' | 'startKey'>;

/** The due jobs that were read at once. */
export interface DueBatch {
  readonly vaults: ReadonlyMap<string, DueJobs>;
  /** What does not fit, what a failed query did not return, or for which there was no time. */
  readonly unread?: Unread;
  readonly isFull?: boolean;
}

/** Reads which jobs are due, by vault, as far as memory and time allow. */
export const readDueJobs = async (part: Unread, run: PollRun): Promise<DueBatch> => {
  const vaults = new Map<string, DueJobs>();
  let { windows, startKey } = part;
  let count = 0;
  for (let [window] = windows; window !== undefined; [window] = windows) {
    if (count >= MOST_JOBS) return { vaults, unread: { windows, startKey }, isFull: true };
    const page = await readPage(window, startKey, run);
    if (page === undefined) return { vaults, unread: { windows, startKey } };
    addDue(vaults, page.jobs, window, run);
    count += page.jobs.length;
    startKey = page.next;
    if (startKey === undefined) windows = windows.slice(1);
  }
  return { vaults };
};

const readPage = async (window: PollWindow, startKey: StartKey | undefined, run: PollRun) =>
  isOver(run)
    ? undefined
    : guardQuery({ window }, () => run.deps.index.page(window, startKey), run);

const addDue = (
  vaults: Map<string, DueJobs>,
  jobs: readonly IndexedJob[],
  window: PollWindow,
  { deps }: PollRun,
): void => {
  for (const job of jobs) {
    const { vaultArn, jobId } = job;
    if (refuseVault(deps.scope, vaultArn) !== undefined) continue;
    const due = vaults.get(vaultArn) ?? new Map<string, PollWay>();
    vaults.set(vaultArn, due.set(jobId, wayOf(job, window)));
  }
};

const wayOf = (
  { creationDate, vaultMissingSince }: IndexedJob,
  { statusKey, ageMinutes }: PollWindow,
): PollWay => {
  if (creationDate === undefined || vaultMissingSince !== undefined) return 'describe-incomplete';
  // A job that Glacier may have forgotten is on no list.
  return ageMinutes < DAY_MINUTES && statusKey !== 'Expiring' ? 'list' : 'describe';
};
