import { expect, it } from 'vitest';
import { simulate } from '../../simulation/simulate.ts';

const KINDS = [
  'Glacier throttles',
  'answer failed',
  'entry refused',
  'message repeated',
  'notice doubled',
  'notice late',
  'notice lost',
  'request dies-after',
  'request dies-before',
  'request doubled',
  'request fails-after',
  'request fails-before',
  'request slow',
  'tick doubled',
  'tick skipped',
  'later version',
  'receiver gone',
  'receiver in trouble',
  'vault deleted',
  'vault hidden',
  'vault released',
];

it('records and delivers every transition of 500 jobs, however requests fail', async () => {
  const { broken, faults } = await simulate({ seed: 1, jobs: 500 });
  expect(broken).toStrictEqual([]);
  expect([...faults.keys()]).toEqual(expect.arrayContaining(KINDS));
}, 120_000);

it('repeats a run to the last request, and differs with the seed', async () => {
  const run = async (seed: number) => (await simulate({ seed, jobs: 50 })).trace;
  const [first, again, other] = [await run(7), await run(7), await run(8)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
}, 120_000);
