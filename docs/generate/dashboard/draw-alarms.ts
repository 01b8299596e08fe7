import { element, words } from '../svg.ts';
import type { WidgetOf } from './dashboard-body.ts';
import { COLUMN, GAP, MUTED } from './look.ts';

const PADDING = 14;
const TOP = 38;
const COLUMNS = 7;
const LINE = 21;
const COLORS: Readonly<Record<string, string>> = { critical: '#d13212', warning: '#d78b00' };

/** Draws the alarms by name, each with a mark for its severity. */
export const drawAlarms = (
  { width, properties: { alarms } }: WidgetOf<'alarm'>,
  severities: ReadonlyMap<string, string>,
): string => {
  const inner = width * COLUMN - GAP - 2 * PADDING;
  const pill = inner / COLUMNS;
  const drawn = alarms.map((name, index) => {
    const [x, y] = [PADDING + (index % COLUMNS) * pill, TOP + Math.floor(index / COLUMNS) * LINE];
    return [
      element('rect', { x, y, width: pill - 6, height: LINE - 3, rx: 4, fill: '#e6f4ea' }),
      element('circle', { cx: x + 11, cy: y + 9, r: 4, fill: colorOf(severities.get(name)) }),
      words(name, x + 21, y + 13),
    ].join('');
  });
  return [...drawn, drawKey(inner)].join('\n');
};

const colorOf = (severity: string | undefined): string => COLORS[severity ?? ''] ?? MUTED;

const drawKey = (inner: number): string =>
  Object.entries(COLORS)
    .map(([severity, fill], index) => {
      const x = inner - 140 + index * 80;
      return [
        element('circle', { cx: x, cy: 20, r: 4, fill }),
        words(severity, x + 9, 24, { fill: MUTED, 'font-size': 11 }),
      ].join('');
    })
    .join('\n');
