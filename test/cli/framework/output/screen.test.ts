import { expect, it } from 'vitest';
import { createScreen } from '../../../../cli/framework/output/screen.ts';

/** A terminal of some size that wraps what is drawn when it becomes narrower, as most do. */
const aTerminal = (columns: number, rows: number) => {
  let lines: string[] = [];
  const wrap = () => {
    lines = lines.flatMap(
      (line) => line.match(new RegExp(`.{1,${terminal.columns}}`, 'g')) ?? [''],
    );
  };
  const terminal = {
    columns,
    rows,
    lines: () => lines,
    resize: (to: number) => {
      terminal.columns = to;
      wrap();
    },
    write: (text: string) => {
      const plain = text.replaceAll('\u001b', '').replaceAll('[0m', '');
      const [, up = '0', rest = ''] = /^(?:\[(\d+)A\[J)?(.*)\n$/s.exec(plain) ?? [];
      lines = [...lines.slice(0, lines.length - Number(up)), ...rest.split('\n')];
      wrap();
      return true;
    },
  };
  return terminal;
};

it.each([[80], [50], [20], [7], [120]])(
  'draws in place of what a terminal of 80 columns showed, now of %i',
  (columns) => {
    const terminal = aTerminal(80, 24);
    const screen = createScreen(terminal);
    screen.draw(['x'.repeat(70), '', 'pending 3'], ['ended 1']);
    terminal.resize(columns);
    screen.draw(['y'.repeat(70), 'pending 2'], ['end 2']);
    screen.draw(['z'.repeat(70), 'pending 1']);
    const log = ['ended 1', 'end 2'].map((line) => line.slice(0, columns));
    expect(terminal.lines()).toStrictEqual([
      ...log,
      'z'.repeat(Math.min(70, columns)),
      'pending 1'.slice(0, columns),
    ]);
  },
);

it('leaves a line free for the cursor', () => {
  const terminal = aTerminal(80, 4);
  createScreen(terminal).draw(['1', '2', '3', '4', '5']);
  expect(terminal.lines()).toStrictEqual(['1', '2', '3']);
});
