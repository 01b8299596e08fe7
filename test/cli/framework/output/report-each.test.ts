import { expect, it } from 'vitest';
import { reportEach } from '../../../../cli/framework/output/report-each.ts';
import { anOutput } from '../../../support/an-output.ts';

it('prints as JSON what was done before a fault', async () => {
  const { output } = anOutput(false);
  const printed: unknown[] = [];
  const reporting = reportEach(
    ['a', 'b', 'c'],
    { ...output, isJson: true, json: (value) => void printed.push(value) },
    {
      act: (item) =>
        item === 'b' ? Promise.reject(new Error('no table')) : Promise.resolve({ item }),
      describe: ({ item }) => item,
    },
  );
  await expect(reporting).rejects.toThrow('no table');
  expect(printed).toStrictEqual([{ results: [{ item: 'a' }] }]);
});
