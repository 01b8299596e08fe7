import { type Instant, plusMinutes } from './instant.ts';
import type { PollWindow } from './poll-window.ts';
import type { TierPolling } from './polling-policy.ts';

/** How far apart the common look times are of vaults with more than one pending job. */
export const GRID_MINUTES = 15;

/** A step that is finer than this was asked for on purpose, and the grid would be too coarse for it. */
const FINEST_STEP_MINUTES = 10;

/** The ages, in minutes, at which jobs of one kind are looked at on the grid. */
export interface GridAges {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** Works out the ages of the grid: the window, unless its steps are finer, and the quarters after it. */
export const gridAges = ({ windowMinutes, steps, lateMinutes }: TierPolling): GridAges => {
  const [from, to] = windowMinutes;
  const isFine = (to - from) / steps < FINEST_STEP_MINUTES;
  return { fromMinutes: isFine ? to : from, toMinutes: to + lateMinutes };
};

const minuteOf = (tick: Instant): number => Math.floor(Date.parse(tick) / 60_000);

/** Whether a tick is one of the grid. */
export const isGridTick = (tick: Instant): boolean => minuteOf(tick) % GRID_MINUTES === 0;

/** The tick of the grid at which jobs that share a vault are looked at next, this one perhaps. */
export const comingGridTick = (tick: Instant): Instant =>
  plusMinutes(tick, (GRID_MINUTES - (minuteOf(tick) % GRID_MINUTES)) % GRID_MINUTES);

/** Whether a look at this age belongs to the grid. */
export const isOnGrid = (offsetMinutes: number, grid: GridAges | undefined): boolean =>
  grid !== undefined && offsetMinutes >= grid.fromMinutes && offsetMinutes < grid.toMinutes;

/**
 * The window of all jobs whose ages lie on the grid at its coming tick.
 *
 * Before that tick it tells who shares a vault, and holds whoever is due by itself.
 */
export const gridWindow = (statusKey: string, grid: GridAges, tick: Instant): PollWindow => ({
  statusKey,
  after: plusMinutes(comingGridTick(tick), -grid.toMinutes),
  upTo: plusMinutes(comingGridTick(tick), -grid.fromMinutes),
  offsetMinutes: grid.fromMinutes,
  isGrid: true,
});

/** Whether one of the ages at which a job is looked at fell into the minutes up to a tick. */
export const isDueWithin = (
  statusSince: Instant,
  tick: Instant,
  offsets: readonly number[],
  minutes: number,
): boolean => {
  const age = (Date.parse(tick) - Date.parse(statusSince)) / 60_000;
  return offsets.some((offset) => offset <= age && age < offset + minutes);
};
