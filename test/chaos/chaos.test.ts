import { expect, it } from 'vitest';
import { planJobs } from '../../chaos/jobs/plan-jobs.ts';
import { readChaosRequest } from '../../chaos/options.ts';

it('draws the same jobs for a seed, and others for another', () => {
  const plan = (seed: number) => planJobs({ seed, jobs: 20 }, 'arn:topic');

  expect(plan(1)).toStrictEqual(plan(1));
  expect(plan(2)).not.toStrictEqual(plan(1));
});

it('plays each seed from the first on', () => {
  expect(readChaosRequest(['--seed', '7', '--seeds', '2', '--jobs', '9'])).toStrictEqual({
    kind: 'run',
    seeds: [7, 8],
    jobs: 9,
  });
});

it('explains what it does not understand', () => {
  expect(readChaosRequest(['--jobs', 'many'])).toStrictEqual({
    kind: 'refused',
    problem: '--jobs many is not a whole number of at least 1',
  });
  expect(readChaosRequest(['--help'])).toStrictEqual({ kind: 'help' });
});
