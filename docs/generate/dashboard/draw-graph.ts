import { element, words } from '../svg.ts';
import type { WidgetOf } from './dashboard-body.ts';
import { AXIS, COLUMN, GAP, MUTED, PALETTE, ROW } from './look.ts';

const PADDING = 14;
const TOP = 40;
const LEGEND_LINE = 17;
/** As many entries as fit below each other. */
const ENTRIES_A_COLUMN = 8;

interface Entry {
  readonly label: string;
  readonly color: string;
  readonly isLimit: boolean;
}

/** Draws the grid of a graph and the meaning of its lines. */
export const drawGraph = (widget: WidgetOf<'metric'>): string => {
  const [width, height] = [widget.width * COLUMN - GAP, widget.height * ROW - GAP];
  const entries = entriesOf(widget);
  const columns = Math.ceil(entries.length / ENTRIES_A_COLUMN);
  const columnWidth = (width - 2 * PADDING) / columns;
  return [
    timeAxis(width, height),
    ...entries.map((entry, index) => {
      const column = Math.floor(index / Math.ceil(entries.length / columns));
      const line = index % Math.ceil(entries.length / columns);
      const [x, y] = [PADDING + column * columnWidth, TOP + 12 + line * LEGEND_LINE];
      return drawEntry(entry, x, y);
    }),
  ].join('\n');
};

const timeAxis = (width: number, height: number): string => {
  const y = height - PADDING;
  return element('line', { x1: PADDING, x2: width - PADDING, y1: y, y2: y, stroke: AXIS });
};

const drawEntry = ({ label, color, isLimit }: Entry, x: number, y: number): string => {
  const mark = isLimit
    ? element('line', {
        x1: x,
        x2: x + 20,
        y1: y - 4,
        y2: y - 4,
        stroke: color,
        'stroke-width': 2,
        'stroke-dasharray': '4 3',
      })
    : element('rect', { x, y: y - 9, width: 20, height: 10, rx: 2, fill: color });
  return `${mark}${words(label, x + 27, y, isLimit ? { fill: MUTED } : {})}`;
};

const entriesOf = ({ properties: { metrics, annotations } }: WidgetOf<'metric'>): Entry[] => [
  ...metrics.map(({ label, color, expression = '' }, index) => {
    const group = /GROUP BY (\w+)/.exec(expression)?.[1];
    return {
      label: group === undefined ? label : `${label} each ${group}`,
      color: color ?? PALETTE[index % PALETTE.length] ?? '',
      isLimit: false,
    };
  }),
  ...(annotations?.horizontal ?? []).map(({ value, label, color }) => ({
    label: `${value} h, ${label}`,
    color,
    isLimit: true,
  })),
];
