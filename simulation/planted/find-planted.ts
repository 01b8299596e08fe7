import { simulate } from '../simulate.ts';
import type { Plant } from './changes.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';
import { PLANTED_GROUP_FAULTS } from './planted-group-faults.ts';

const listed = (faults: Readonly<Record<string, Plant>>, share: number) =>
  Object.entries(faults).map(([mistake, plant]) => ({ mistake, plant, share }));

/** All planted faults, with the part of jobs that must be members of groups to find them. */
export const ALL_PLANTED = [...listed(PLANTED_FAULTS, 0), ...listed(PLANTED_GROUP_FAULTS, 1)];

/** In which runs a planted fault is searched; `onProgress` hears of the search, often. */
export interface PlantedSearch {
  readonly seeds: number;
  readonly jobs: number;
  /** Which part of the jobs are members of groups. */
  readonly share: number;
  readonly onProgress?: () => void;
}

/** Returns the first seed that finds a planted fault and what it breaks, or `undefined`. */
export const findPlanted = async (plant: Plant, { seeds, onProgress, ...run }: PlantedSearch) => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { broken } = await simulate({ ...run, seed, plant, onProgress });
    if (broken[0]) return { seed, invariant: broken[0].invariant };
  }
  return undefined;
};

/** Prints what finds each planted fault as a Markdown table, and returns whether all are found. */
export const printPlanted = async (
  search: Pick<PlantedSearch, 'seeds' | 'jobs'>,
  onProgress: (mistake: string) => void,
): Promise<boolean> => {
  let areAllFound = true;
  console.log(`| Planted fault | Seeds of ${search.jobs} jobs | First broken invariant |`);
  console.log('| --- | --: | --- |');
  for (const { mistake, plant, share } of ALL_PLANTED) {
    const onStep = () => onProgress(mistake);
    const found = await findPlanted(plant, { ...search, share, onProgress: onStep });
    const { seed = `not in ${search.seeds}`, invariant = '' } = found ?? {};
    console.log(`| ${mistake} | ${seed} | ${invariant} |`);
    areAllFound &&= found !== undefined;
  }
  return areAllFound;
};
