import { createRandom } from '../../sandbox/glacier/seeded-random.ts';

/** Lets an actor's next step happen when it is the actor's turn. */
export type Gate = () => Promise<void>;

/** Something that does one step after the other, each behind the gate. */
export type Actor = (gate: Gate) => Promise<void>;

interface Live {
  waiting: (() => void) | undefined;
  isDone: boolean;
}

/**
 * Runs actors one step at a time, in the order that `choose` decides.
 *
 * `choose` gets the number of actors that have a step to do, and says which of them does it.
 */
export const interleave = async (actors: readonly Actor[], choose: Choose): Promise<void> => {
  const lives: Live[] = actors.map(() => ({ waiting: undefined, isDone: false }));
  let stirred = Promise.withResolvers<void>();
  const stir = () => {
    stirred.resolve();
    stirred = Promise.withResolvers<void>();
  };
  const running = actors.map(async (actor, index) => {
    const life = lives[index]!;
    const gate = () =>
      new Promise<void>((resolve) => {
        life.waiting = resolve;
        stir();
      });
    try {
      await gate();
      await actor(gate);
    } finally {
      life.isDone = true;
      stir();
    }
  });
  const isQuiet = () => lives.every(({ waiting, isDone }) => isDone || waiting !== undefined);
  for (;;) {
    while (!isQuiet()) await stirred.promise;
    const ready = lives.filter(({ isDone }) => !isDone);
    if (ready.length === 0) break;
    const life = ready[ready.length === 1 ? 0 : choose(ready.length)]!;
    const { waiting } = life;
    life.waiting = undefined;
    waiting?.();
  }
  await Promise.all(running);
};

/** Chooses one of `count`, by its number from 0; a sample takes 0 with that likelihood. */
export type Choose = (count: number, likelihood?: number) => number;

/** One choice that was made in a run, out of `count`. */
interface Choice {
  readonly count: number;
  readonly taken: number;
}

type Play = (choose: Choose) => Promise<void>;

/**
 * Plays something once for every sequence of choices that it can be given; returns how many there are.
 *
 * Each run repeats the choices of the one before up to the last that can still be made otherwise.
 */
export const exploreAll = async (play: Play): Promise<number> => {
  let planned: readonly number[] = [];
  for (let runs = 1; ; runs += 1) {
    const made: Choice[] = [];
    await play((count) => {
      const taken = planned[made.length] ?? 0;
      made.push({ count, taken });
      return taken;
    });
    const last = made.findLastIndex(({ count, taken }) => taken + 1 < count);
    if (last === -1) return runs;
    planned = [...made.slice(0, last).map(({ taken }) => taken), made[last]!.taken + 1];
  }
};

/** Plays a model `runs` times with random choices from a seed. */
const exploreSome = async (play: Play, runs: number): Promise<number> => {
  const random = createRandom(runs);
  const choose: Choose = (count, likelihood = 0) =>
    random() < likelihood ? 0 : Math.floor(random() * count);
  for (let run = 0; run < runs; run += 1) await play(choose);
  return runs;
};

/** Whether every interleaving is to be explored, which takes minutes: `npm run model`. */
export const EXPLORES_ALL = process.env['MODEL_CHECK'] === 'all';

/** Time for a model, which takes long only where everything is explored. */
export const MODEL_TIMEOUT_MS = EXPLORES_ALL ? 7_200_000 : 120_000;

/** Plays every sequence of choices, or a sample of that size unless everything is explored. */
export const explore = (play: Play, sample: number): Promise<number> =>
  EXPLORES_ALL ? exploreAll(play) : exploreSome(play, sample);

/** Prints how much was explored, in runs that explore everything. */
export const reportExplored = (text: string): void => {
  if (EXPLORES_ALL) process.stdout.write(`${text}\n`);
};
