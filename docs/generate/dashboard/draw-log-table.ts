import { element, words } from '../svg.ts';
import type { WidgetOf } from './dashboard-body.ts';
import { COLUMN, FAINT, GAP, MUTED, ROW } from './look.ts';

const PADDING = 14;
const TOP = 40;
const TABLE_ROW = 22;

/** Draws the head of a table that is queried from logs, and what it is queried by. */
export const drawLogTable = (widget: WidgetOf<'log'>): string => {
  const width = widget.width * COLUMN - GAP - 2 * PADDING;
  const bottom = widget.height * ROW - GAP - 8;
  const columns = columnsOf(widget.properties.query);
  const columnWidth = width / columns.length;
  const lines = Math.floor((bottom - TOP - 20) / TABLE_ROW);
  return [
    element('rect', { x: PADDING, y: TOP, width, height: TABLE_ROW, fill: FAINT }),
    ...columns.map((column, index) =>
      words(column, PADDING + 8 + index * columnWidth, TOP + 15, { 'font-weight': 'bold' }),
    ),
    ...Array.from({ length: lines - 1 }, (_, line) => {
      const y = TOP + (line + 2) * TABLE_ROW;
      return element('line', { x1: PADDING, x2: PADDING + width, y1: y, y2: y, stroke: FAINT });
    }),
    words(`from the logs where ${conditionOf(widget.properties.query)}`, PADDING, bottom - 2, {
      'font-size': 10,
      'font-family': 'Menlo, Consolas, monospace',
      fill: MUTED,
    }),
  ].join('\n');
};

const columnsOf = (query: string): string[] => {
  const [, values = '', groups = ''] = /stats (.+) by ([^\n]+)/.exec(query) ?? [];
  const named = [...values.matchAll(/ as (\w+)/g)].map(([, name = '']) => name);
  return [...groups.split(', '), ...named];
};

const conditionOf = (query: string): string => /filter ([^\n]+)/.exec(query)?.[1] ?? '';
