import { describe, expect, it } from 'vitest';
import { findPlanted } from '../../simulation/planted/find-planted.ts';
import { PLANTED_FAULTS } from '../../simulation/planted/planted-faults.ts';
import { simulate } from '../../simulation/simulate.ts';

const SEARCH = { seeds: 8, jobs: 60 };

describe('a planted fault', () => {
  it.each(Object.entries(PLANTED_FAULTS))(
    `is found within ${SEARCH.seeds} seeds: %s`,
    async (_name, plant) => {
      expect(await findPlanted(plant, SEARCH)).toBeDefined();
    },
    60_000,
  );
});

it('finds nothing in the sound service, with the same seeds', async () => {
  for (let seed = 1; seed <= SEARCH.seeds; seed += 1) {
    const { broken } = await simulate({ seed, jobs: SEARCH.jobs });
    expect(broken).toStrictEqual([]);
  }
}, 60_000);
