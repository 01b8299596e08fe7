import type { VirtualTime } from '../engine/virtual-time.ts';

/** How often a schedule fires, and what its ticks may suffer. */
export interface Schedule {
  readonly everyMs: number;
  readonly time: VirtualTime;
  /** How often this tick fires: 0 when Scheduler skips it, 2 when it fires it twice. */
  readonly timesToFire: () => number;
  /** Fires at a tick, whose instant is that of the schedule, not of the invocation. */
  readonly fire: (tick: string) => void;
}

/** Starts a schedule, which fires until the simulation ends. */
export const startSchedule = ({ everyMs, time, timesToFire, fire }: Schedule): void => {
  const arm = () =>
    time.after(everyMs - (time.nowMs() % everyMs), () => {
      const tick = new Date(time.nowMs()).toISOString().replace('.000Z', 'Z');
      for (let times = timesToFire(); times > 0; times -= 1) fire(tick);
      arm();
    });
  arm();
};
