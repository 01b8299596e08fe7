import { describe, expect, it } from 'vitest';
import { ALL_PLANTED, findPlanted } from '../../simulation/planted/find-planted.ts';
import { simulate } from '../../simulation/simulate.ts';

const SEARCH = { seeds: 8, jobs: 60 };

describe('a planted fault', () => {
  it.each(ALL_PLANTED)(
    `is found within ${SEARCH.seeds} seeds: $mistake`,
    async ({ plant, share }) => {
      expect(await findPlanted(plant, { ...SEARCH, share })).toBeDefined();
    },
    60_000,
  );
});

it.each([0, 1])(
  'finds nothing in the sound service, with the same seeds and a share of members of %d',
  async (share) => {
    for (let seed = 1; seed <= SEARCH.seeds; seed += 1) {
      const { broken } = await simulate({ seed, jobs: SEARCH.jobs, share });
      expect(broken).toStrictEqual([]);
    }
  },
  120_000,
);
