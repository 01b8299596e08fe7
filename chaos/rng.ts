import { createRandom } from '../sandbox/glacier/seeded-random.ts';

/** A random source that a seed makes repeatable. */
export interface Rng {
  chance(probability: number): boolean;
  /** A number from `from` up to, but not, `to`. */
  between(from: number, to: number): number;
  whole(from: number, to: number): number;
  pick<const Thing>(things: readonly [Thing, ...Thing[]]): Thing;
}

/** Creates the random source of one purpose; sources of other purposes do not affect it. */
export const createRng = (seed: number, purpose: string): Rng => {
  const random = createRandom(seed, `chaos: ${purpose}`);
  const between = (from: number, to: number) => from + random() * (to - from);
  const whole = (from: number, to: number) => Math.floor(between(from, to));
  return {
    chance: (probability) => random() < probability,
    between,
    whole,
    pick: (things) => things[whole(0, things.length)] ?? things[0],
  };
};
