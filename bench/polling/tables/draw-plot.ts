import type { NamedScore } from './compare-lone.ts';

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 64;
const BOTTOM = 312;
const TOP = 48;
const RIGHT = 600;
const COLOURS: Readonly<Record<string, string>> = { Standard: '#0b62a4', Bulk: '#b4530a' };

/** The scores of one tier. */
export interface PlottedTier {
  readonly tier: string;
  readonly scores: readonly NamedScore[];
}

const scale = (value: number, [low, high]: readonly [number, number]): number =>
  (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));

const x = (calls: number): number => LEFT + scale(calls, [0.5, 1000]) * (RIGHT - LEFT);
const y = (minutes: number): number => BOTTOM - scale(minutes, [0.5, 500]) * (BOTTOM - TOP);

const text = (left: number, top: number, words: string, more = ''): string =>
  `<text x="${left.toFixed(1)}" y="${top.toFixed(1)}" ${more}>${words}</text>`;

const line = (fromX: number, fromY: number, toX: number, toY: number): string =>
  `<line x1="${fromX.toFixed(1)}" y1="${fromY.toFixed(1)}" x2="${toX.toFixed(1)}" y2="${toY.toFixed(1)}" stroke="#ddd"/>`;

const axes = (): string[] => [
  ...[1, 10, 100, 1000].flatMap((calls) => [
    line(x(calls), TOP, x(calls), BOTTOM),
    text(x(calls), BOTTOM + 16, String(calls), 'text-anchor="middle"'),
  ]),
  ...[1, 5, 15, 60, 360].flatMap((minutes) => [
    line(LEFT, y(minutes), RIGHT, y(minutes)),
    text(LEFT - 6, y(minutes) + 4, String(minutes), 'text-anchor="end"'),
  ]),
  text((LEFT + RIGHT) / 2, HEIGHT - 12, 'calls per job', 'text-anchor="middle"'),
  text(LEFT, TOP - 12, 'minutes from completion to its record, p95'),
];

const points = ({ tier, scores }: PlottedTier): string[] => {
  const colour = COLOURS[tier] ?? '#333';
  return scores.flatMap(({ name, score }) => {
    const [left, top] = [x(score.callsPerJob), y(score.p95)];
    const isOurs = name === 'this product';
    const size = isOurs ? 7 : 4;
    const weight = isOurs ? 'font-weight="bold"' : '';
    return [
      `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="${size}" fill="${colour}"/>`,
      text(left + 9, top + (tier === 'Bulk' ? 14 : -6), name, `fill="${colour}" ${weight}`),
    ];
  });
};

/** Draws what each way to poll costs against how late it finds a completion, as an SVG. */
export const drawPlot = (tiers: readonly PlottedTier[]): string => {
  const legend = tiers.map(({ tier }, index) =>
    text(RIGHT - 150 + 80 * index, TOP - 12, tier, `fill="${COLOURS[tier] ?? '#333'}"`),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<title>Calls per job and detection delay of ways to poll, every notice lost</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    ...axes(),
    ...legend,
    ...tiers.flatMap(points),
    '</svg>',
    '',
  ].join('\n');
};
