import type { World } from '../world.ts';

/** What a job becomes as a member. */
export interface Membership {
  readonly group: string;
  /** Resolves when the job starts; `false`: it cannot be started. */
  readonly starts: Promise<boolean>;
  /** Must be called when the member is settled, or was not started. */
  readonly onSettled: () => void;
  /** Resolves when the group is over, and the rows of its members may be deleted. */
  readonly over: Promise<void>;
}

/** A part of a group that is started at once. */
export interface WavePlan {
  readonly group: string;
  readonly size: number;
  /** Over how long its members start, once it is ready. */
  readonly spanMs: number;
  readonly ready: Promise<void>;
  readonly over: Promise<void>;
}

/** The members of a wave that have joined. */
export interface Wave {
  readonly starts: Promise<boolean>[];
  readonly settled: Promise<void>[];
}

/** The waves that still get members. */
export interface Waves {
  /** Resolves when the wave has all its members, or the run starts no more jobs. */
  readonly fill: (plan: WavePlan) => Promise<Wave>;
  /** Makes the next job a member of one of the waves. */
  readonly join: () => Membership | undefined;
  readonly count: () => number;
  readonly finish: () => void;
}

interface OpenWave extends WavePlan, Wave {
  readonly onFull: () => void;
}

/** Creates no waves yet. */
export const createWaves = ({ time, random, faults }: World): Waves => {
  const open: OpenWave[] = [];
  let isFinished = false;
  const start = async ({ ready, spanMs }: WavePlan) => {
    await ready;
    await time.sleep(random() * spanMs);
    return !faults.happens('start refused', 0.02);
  };
  return {
    count: () => open.length,
    fill: (plan) =>
      new Promise((resolve) => {
        const wave: OpenWave = { ...plan, starts: [], settled: [], onFull: () => resolve(wave) };
        if (isFinished) resolve(wave);
        else open.push(wave);
      }),
    join: () => {
      const wave = open[Math.floor(random() * open.length)];
      if (wave === undefined) return undefined;
      const { promise, resolve: onSettled } = Promise.withResolvers<void>();
      const starts = start(wave);
      wave.settled.push(promise);
      if (wave.starts.push(starts) === wave.size) {
        open.splice(open.indexOf(wave), 1);
        wave.onFull();
      }
      return { group: wave.group, starts, onSettled, over: wave.over };
    },
    finish: () => {
      isFinished = true;
      for (const wave of open.splice(0)) wave.onFull();
    },
  };
};
