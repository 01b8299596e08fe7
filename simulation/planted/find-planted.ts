import { simulate } from '../simulate.ts';
import type { Plant } from './changes.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';

/** In which runs a planted fault is searched; `onProgress` hears of the search, often. */
export interface PlantedSearch {
  readonly seeds: number;
  readonly jobs: number;
  readonly onProgress?: () => void;
}

/** Returns the first seed that finds a planted fault and what it breaks, or `undefined`. */
export const findPlanted = async (plant: Plant, { seeds, jobs, onProgress }: PlantedSearch) => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { broken } = await simulate({ seed, jobs, plant, onProgress });
    if (broken[0]) return { seed, invariant: broken[0].invariant };
  }
  return undefined;
};

/** Prints what finds each planted fault as a Markdown table, and returns whether all are found. */
export const printPlanted = async (
  search: Omit<PlantedSearch, 'onProgress'>,
  onProgress: (mistake: string) => void,
): Promise<boolean> => {
  let areAllFound = true;
  console.log(`| Planted fault | Seeds of ${search.jobs} jobs | First broken invariant |`);
  console.log('| --- | --: | --- |');
  for (const [mistake, plant] of Object.entries(PLANTED_FAULTS)) {
    const found = await findPlanted(plant, { ...search, onProgress: () => onProgress(mistake) });
    const { seed = `not in ${search.seeds}`, invariant = '' } = found ?? {};
    console.log(`| ${mistake} | ${seed} | ${invariant} |`);
    areAllFound &&= found !== undefined;
  }
  return areAllFound;
};
