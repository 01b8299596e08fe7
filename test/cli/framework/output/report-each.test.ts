import { expect, it } from 'vitest';
import { reportEach } from '../../../../cli/framework/output/report-each.ts';
import { anOutput } from '../../../support/an-output.ts';

const { signal } = new AbortController();

const aContext = () => {
  const { output } = anOutput(false);
  const printed: unknown[] = [];
  const json = (value: unknown) => void printed.push(value);
  return { context: { output: { ...output, isJson: true, json }, signal }, printed };
};

it('prints as JSON what was done before a fault, and begins no other item', async () => {
  const { context, printed } = aContext();
  const begun: number[] = [];
  const items = Array.from({ length: 40 }, (_, index) => index);
  const reporting = reportEach(items, context, {
    act: (item) => {
      begun.push(item);
      return item === 1 ? Promise.reject(new Error('no table')) : Promise.resolve({ item });
    },
    describe: ({ item }) => String(item),
  });
  await expect(reporting).rejects.toThrow('no table');
  const done = begun.filter((item) => item !== 1);
  expect(printed).toStrictEqual([{ results: done.map((item) => ({ item })) }]);
  expect(begun.length).toBeLessThan(items.length);
});

it('acts on 16 items at a time, and keeps their order', async () => {
  const { context } = aContext();
  let running = 0;
  let most = 0;
  const items = Array.from({ length: 40 }, (_, index) => index);
  const results = await reportEach(items, context, {
    act: async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, (item * 7) % 5));
      running -= 1;
      return item;
    },
    describe: String,
  });
  expect([most, results]).toStrictEqual([16, items]);
});
