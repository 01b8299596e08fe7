import { simulate } from '../simulate.ts';
import type { Plant } from './changes.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';

/** Returns what the first seed that finds a planted fault has found, or `undefined`. */
export const findPlanted = async (plant: Plant, search: { seeds: number; jobs: number }) => {
  for (let seed = 1; seed <= search.seeds; seed += 1) {
    const { broken } = await simulate({ seed, jobs: search.jobs, plant });
    if (broken[0]) return `seed ${seed}: ${broken[0].invariant}`;
  }
  return undefined;
};

/** Prints what finds each planted fault, and returns whether all are found. */
export const printPlanted = async (): Promise<boolean> => {
  let areAllFound = true;
  for (const [mistake, plant] of Object.entries(PLANTED_FAULTS)) {
    const found = await findPlanted(plant, { seeds: 20, jobs: 200 });
    console.log(`${mistake}\n  ${found ?? 'NOT FOUND in 20 seeds'}`);
    areAllFound &&= found !== undefined;
  }
  return areAllFound;
};
