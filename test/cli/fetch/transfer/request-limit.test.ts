import { expect, it } from 'vitest';
import { createRequestLimit } from '../../../../cli/fetch/transfer/request-limit.ts';

/** Runs requests that end together, and returns how many ran at once. */
const atOnce = async (limit: ReturnType<typeof createRequestLimit>): Promise<number> => {
  let running = 0;
  let most = 0;
  const request = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, () => limit.run(0, request)));
  return most;
};

it('halves the bound at the first of several throttled requests, and grows back', async () => {
  const limit = createRequestLimit(8);
  expect(await atOnce(limit)).toBe(8);
  limit.shrink();
  limit.shrink();
  expect(await atOnce(limit)).toBe(4);
  for (let success = 0; success < 4; success += 1) limit.grow();
  expect(await atOnce(limit)).toBe(5);
  for (let success = 0; success < 100; success += 1) limit.grow();
  expect(await atOnce(limit)).toBe(8);
});

it('runs the requests of the first output first', async () => {
  const limit = createRequestLimit(1);
  const order: number[] = [];
  await Promise.all(
    [0, 3, 1, 2].map((turn) => limit.run(turn, () => Promise.resolve(order.push(turn)))),
  );

  expect(order).toStrictEqual([0, 1, 2, 3]);
});
