import { element, words } from '../svg.ts';
import type { Dashboard, Widget } from './dashboard-body.ts';
import { drawAlarms } from './draw-alarms.ts';
import { drawGraph } from './draw-graph.ts';
import { drawLogTable } from './draw-log-table.ts';
import { drawWords } from './draw-words.ts';
import { COLUMN, GAP, INK, MUTED, PAPER, ROW } from './look.ts';

const MARGIN = 20;
const COLUMNS = 24;

/** Draws what the dashboard shows, each widget in its place; the lines have no data. */
export const drawDashboard = (dashboard: Dashboard): string => {
  const { widgets } = dashboard;
  const rows = Math.max(...widgets.map(({ y, height }) => y + height));
  const size = { width: COLUMNS * COLUMN + 2 * MARGIN, height: rows * ROW + 2 * MARGIN };
  const drawn = widgets.map((widget) => placed(widget, dashboard));
  const title = element('title', {}, 'The CloudWatch dashboard of glacier-job-notifier');
  const paper = element('rect', { ...size, fill: PAPER });
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${size.width} ${size.height}`,
      'font-family': 'Helvetica, Arial, sans-serif',
      'font-size': 12,
      fill: INK,
    },
    ['', title, paper, ...drawn, ''].join('\n'),
  );
  return `${svg}\n`;
};

const placed = (widget: Widget, dashboard: Dashboard): string => {
  const transform = `translate(${MARGIN + widget.x * COLUMN} ${MARGIN + widget.y * ROW})`;
  const inside = widget.type === 'text' ? drawWords(widget) : boxed(widget, dashboard);
  return element('g', { transform }, inside);
};

const boxed = (widget: Exclude<Widget, { type: 'text' }>, dashboard: Dashboard): string => {
  const [width, height] = [widget.width * COLUMN - GAP, widget.height * ROW - GAP];
  const box = { width, height, rx: 8, fill: '#ffffff', stroke: '#d5dbdb' };
  return [
    element('rect', box),
    words(widget.properties.title, 14, 24, { 'font-size': 14, 'font-weight': 'bold' }),
    words(kindOf(widget), width - 14, height - 22, {
      'text-anchor': 'end',
      fill: MUTED,
      'font-size': 10,
    }),
    contentOf(widget, dashboard),
  ].join('\n');
};

const kindOf = (widget: Exclude<Widget, { type: 'text' }>): string => {
  switch (widget.type) {
    case 'metric':
      return widget.properties.stacked ? 'stacked' : 'lines';
    case 'log':
    case 'alarm':
      return '';
  }
};

const contentOf = (
  widget: Exclude<Widget, { type: 'text' }>,
  { severities }: Dashboard,
): string => {
  switch (widget.type) {
    case 'metric':
      return drawGraph(widget);
    case 'log':
      return drawLogTable(widget);
    case 'alarm':
      return drawAlarms(widget, severities);
  }
};
