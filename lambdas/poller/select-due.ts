import type { Instant } from '../core/instant.ts';
import { GRID_MINUTES, isDueWithin, isGridTick, isOnGrid } from '../core/poll-grid.ts';
import { gridOffsets, type PolledKey } from '../core/poll-plan.ts';
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
export const selectDue = (
  { jobs, isWhole }: WindowJobs,
  { tick, window }: WindowRest,
  run: PollRun,
): JobsByVault => {
  const { scope } = run.deps;
  const accepted = jobs.filter(({ vaultArn }) => refuseVault(scope, vaultArn) === undefined);
  const byVault = Map.groupBy(accepted, ({ vaultArn }) => vaultArn);
  const key = run.keys.find(({ statusKey }) => statusKey === window.statusKey);
  if (window.isGrid && key) {
    return isGridTick(tick)
      ? selectOnGrid(byVault, { key, tick, isWhole })
      : selectAlone(byVault, { key, tick });
  }
  const isCrowded = (arn: string) => (run.crowds.get(window.statusKey)?.get(arn) ?? 0) > 1;
  return isOnGrid(window.offsetMinutes, key?.grid)
    ? keep(byVault, (due, arn) => (due.length > 1 || isCrowded(arn) ? [] : due))
    : byVault;
};

const keep = (
  byVault: JobsByVault,
  select: (jobs: readonly IndexedJob[], vaultArn: string) => readonly IndexedJob[],
): JobsByVault => {
  const kept = [...byVault].map(([arn, jobs]) => [arn, select(jobs, arn)] as const);
  return new Map(kept.filter(([, jobs]) => jobs.length > 0));
};

interface Selecting {
  readonly key: PolledKey;
  readonly tick: Instant;
}

const selectOnGrid = (
  byVault: JobsByVault,
  { key, tick, isWhole }: Selecting & { readonly isWhole: boolean },
): JobsByVault => {
  const offsets = gridOffsets(key);
  return keep(byVault, (jobs) => {
    const minutes = jobs.length > 1 || !isWhole ? GRID_MINUTES : 1;
    return jobs.filter((job) => isDueWithin(job.statusSince, tick, offsets, minutes));
  });
};

const selectAlone = (byVault: JobsByVault, { key, tick }: Selecting): JobsByVault => {
  const offsets = gridOffsets(key);
  return keep(byVault, (jobs) =>
    jobs.length > 1 ? [] : jobs.filter((job) => isDueWithin(job.statusSince, tick, offsets, 1)),
  );
};
