const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 64;
const BOTTOM = 312;
const TOP = 48;
const RIGHT = 600;
const OURS = 'this product';
const colourOf = (tier: string): string => (tier === 'Bulk' ? '#b4530a' : '#0b62a4');

/** Ways to poll the jobs of one tier, with the polls of a job and minutes at p95. */
export interface PlottedTier {
  readonly tier: string;
  readonly model: string;
  readonly points: readonly {
    readonly name: string;
    readonly polls: number;
    readonly p95: number;
  }[];
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

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

/** Where a label may stand beside its point: to its right or left, and by how much its base line is lower. */
const PLACES = [-6, 14, 4, -18, 26, -30, 38].flatMap((down) =>
  [true, false].map((isRight) => ({ isRight, down })),
);

/** How wide a letter is, and how high, at most. */
const LETTER = { width: 6.2, height: 10 };

const placeLabel = (words: string, atX: number, atY: number, taken: readonly Box[]) => {
  const boxes = PLACES.map(({ isRight, down }) => {
    const left = isRight ? atX + 9 : atX - 9 - words.length * LETTER.width;
    const bottom = atY + down;
    const right = left + words.length * LETTER.width;
    return { left, right, bottom, top: bottom - LETTER.height };
  });
  const isFree = (box: Box) =>
    box.left > LEFT && box.right < RIGHT && !taken.some((other) => overlap(box, other));
  return boxes.find(isFree) ?? boxes[0];
};

const drawPoints = (tiers: readonly PlottedTier[]): string[] => {
  const dots = tiers.flatMap(({ tier, points }) =>
    points.map(({ name, polls, p95 }) => {
      const isOurs = name === OURS;
      const [atX, atY, size] = [x(polls), y(p95), isOurs ? 7 : 4];
      const box = { left: atX - size, right: atX + size, top: atY - size, bottom: atY + size };
      return { name, isOurs, atX, atY, size, box, colour: colourOf(tier) };
    }),
  );
  const taken: Box[] = dots.map(({ box }) => box);
  return dots.flatMap(({ name, isOurs, atX, atY, size, colour }) => {
    const label = placeLabel(name, atX, atY, taken);
    if (label) taken.push(label);
    const weight = isOurs ? 'font-weight="bold"' : '';
    return [
      `<circle cx="${atX.toFixed(1)}" cy="${atY.toFixed(1)}" r="${size}" fill="${colour}"/>`,
      text(label?.left ?? atX, label?.bottom ?? atY, name, `fill="${colour}" ${weight}`),
    ];
  });
};

/** Draws what each way to poll costs against how late it finds a completion, as an SVG. */
export const drawPlot = (tiers: readonly PlottedTier[]): string => {
  const legend = tiers.map(({ tier, model }, index) =>
    text(RIGHT - 260 + 130 * index, TOP - 12, `${tier}, ${model}`, `fill="${colourOf(tier)}"`),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<title>Calls per job and detection delay of ways to poll, every notice lost</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    ...axes(),
    ...legend,
    ...drawPoints(tiers),
    '</svg>',
    '',
  ].join('\n');
};
