import type { Output } from '../../framework/output/output.ts';
import { describeProgress } from '../group-text.ts';
import { drawGroup, type GroupView } from './group-screen.ts';

/** Where `groups watch` displays a group. */
export interface WatchView {
  show(view: GroupView): void;
}

const USUAL_LINES = 24;

/** Redraws a screen on a terminal; otherwise prints one line, or one JSON document, per change. */
export const createWatchView = (output: Output): WatchView =>
  output.isTerminal && output.canDraw && !output.isJson
    ? createScreenView(output)
    : createLineView(output);

const createScreenView = (output: Output): WatchView => {
  let drawn = 0;
  return {
    show: (view) => {
      const lines = drawGroup(view, output).slice(0, (process.stderr.rows || USUAL_LINES) - 1);
      const clear = drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`;
      process.stderr.write(`${clear}${lines.join('\n')}\n`);
      drawn = lines.length;
    },
  };
};

const createLineView = (output: Output): WatchView => {
  let last = '';
  return {
    show: ({ row, now, firstExpiresAt }) => {
      const { group, state, expected, counts, countedAt } = row;
      if (counts === undefined) return;
      const line = `${group} ${state}: ${describeProgress(row)}`;
      if (line === last) return;
      last = line;
      const shown = { at: now, group, state, expected, counts, countedAt, firstExpiresAt };
      output.print(output.isJson ? JSON.stringify(shown) : `${now} ${line}`);
    },
  };
};
