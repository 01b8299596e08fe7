import {
  GRID_MINUTES,
  gridWindow,
  isDueWithin,
  isOnGrid,
  nextGridTick,
} from '../core/poll-grid.ts';
import type { PolledKey } from '../core/poll-plan.ts';
import type { IndexedJob, WindowRest } from '../core/poll-ports.ts';
import { refuseVault } from '../core/vault-scope.ts';
import type { PollRun } from './poll-run.ts';

/** The jobs of a window, as much of it as was read at once. */
export interface WindowJobs {
  readonly jobs: readonly IndexedJob[];
  /** Whether the window holds no others. */
  readonly isWhole: boolean;
}

/** Jobs by their vault's ARN. */
export type JobsByVault = ReadonlyMap<string, readonly IndexedJob[]>;

/**
 * Selects the jobs of a window that are to be looked at on this tick.
 *
 * A job alone in its vault has its own look times. Jobs that share a vault wait for the next tick of
 * the grid, where one list serves them all. Nothing is kept in between: who shares a vault is read
 * from the index, each time.
 */
export const selectDue = async (
  { jobs, isWhole }: WindowJobs,
  { tick, window }: WindowRest,
  run: PollRun,
): Promise<JobsByVault> => {
  const { scope } = run.deps;
  const accepted = jobs.filter(({ vaultArn }) => refuseVault(scope, vaultArn) === undefined);
  const byVault = Map.groupBy(accepted, ({ vaultArn }) => vaultArn);
  const key = run.keys.find(({ statusKey }) => statusKey === window.statusKey);
  if (window.isGrid && key) return selectOnGrid(byVault, { key, tick, isWhole });
  const isShared = key && byVault.size > 0 && isOnGrid(window.offsetMinutes, key.grid);
  return isShared ? selectAlone(byVault, await crowdOf(key, tick, run)) : byVault;
};

const selectOnGrid = (
  byVault: JobsByVault,
  { key, tick, isWhole }: { key: PolledKey; tick: string; isWhole: boolean },
): JobsByVault => {
  const selected = [...byVault].map(([vaultArn, jobs]) => {
    const minutes = jobs.length > 1 || !isWhole ? GRID_MINUTES : 1;
    const due = jobs.filter((job) => isDueWithin(job.statusSince, tick, key.offsets, minutes));
    return [vaultArn, due] as const;
  });
  return new Map(selected.filter(([, due]) => due.length > 0));
};

const selectAlone = (byVault: JobsByVault, crowd: ReadonlyMap<string, number>): JobsByVault =>
  new Map([...byVault].filter(([arn, jobs]) => jobs.length < 2 && (crowd.get(arn) ?? 0) < 2));

const crowdOf = (key: PolledKey, tick: string, run: PollRun) => {
  const { statusKey } = key;
  const crowd = run.crowds.get(statusKey) ?? countCrowd(key, tick, run);
  run.crowds.set(statusKey, crowd);
  return crowd;
};

/** As much of a partition as is worth reading to save a look. */
const CROWD_JOBS = 500;

// One request, whatever waits: where it does not reach everybody, a vault with few jobs may be taken for
// one with a single job, which costs a look and loses none.
const countCrowd = async (
  { statusKey, grid }: PolledKey,
  tick: string,
  { deps }: PollRun,
): Promise<ReadonlyMap<string, number>> => {
  if (grid === undefined) return new Map();
  const { jobs } = await deps.index.page(
    gridWindow(statusKey, grid, nextGridTick(tick)),
    undefined,
    CROWD_JOBS,
  );
  const counts = new Map<string, number>();
  for (const { vaultArn } of jobs) counts.set(vaultArn, (counts.get(vaultArn) ?? 0) + 1);
  return counts;
};
