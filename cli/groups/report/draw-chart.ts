import type { Instant } from '../../../lambdas/core/instant.ts';
import type { ProgressPoint } from '../../../operations/groups/report.ts';
import { formatCount } from '../group-text.ts';
import { type Html, html } from './html.ts';

// The picture is stretched to the width of the page; its texts are outside of it.
const WIDTH = 1000;
const HEIGHT = 300;
const ROWS = 4;
const LABELS = 5;

const STEPS = ['started', 'ended', 'collected'] as const;

/** Draws how many members were started, ended and collected over time. */
export const drawChart = (points: readonly ProgressPoint[], total: number): Html => {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first.at === last.at) {
    return html`<p class="soft">There is no progress to draw yet.</p>`;
  }
  const top = roundUp(Math.max(total, last.started, last.ended));
  const from = Date.parse(first.at);
  const span = Date.parse(last.at) - from;
  const x = (at: Instant) => round((WIDTH * (Date.parse(at) - from)) / span);
  const y = (count: number) => round(HEIGHT - (HEIGHT * count) / top);
  const line = (step: (typeof STEPS)[number]) =>
    points
      .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.at)} ${y(point[step])}`)
      .join('');
  const area = (step: (typeof STEPS)[number]) => `${line(step)}V${HEIGHT}H0Z`;
  const rows = Array.from({ length: ROWS + 1 }, (_, row) => row);
  const label = `Of ${formatCount(total)} jobs, ${formatCount(last.started)} were started, ${formatCount(last.ended)} ended and ${formatCount(last.collected)} collected.`;
  return html`<div class="chart">
<div class="y">${rows.map((row) => html`<span>${formatCount(top - (top * row) / ROWS)}</span>`)}</div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
${rows.map((row) => html`<line class="grid" x1="0" x2="${WIDTH}" y1="${(HEIGHT * row) / ROWS}" y2="${(HEIGHT * row) / ROWS}"/>`)}
<path class="a-ended" d="${area('ended')}"/><path class="a-collected" d="${area('collected')}"/>
<path class="l-expected" d="M0 ${y(total)}H${WIDTH}"/>
${STEPS.map((step) => html`<path class="l-${step}" d="${line(step)}"/>`)}
</svg>
<div class="x">${timesBetween(from, span).map((text) => html`<span>${text}</span>`)}</div>
</div>
<ul class="legend">${STEPS.map((step) => html`<li><span class="key ${step}${step === 'started' ? ' rule' : ''}"></span>${step}</li>`)}</ul>`;
};

const DAY_MS = 86_400_000;

/** Days alone for a long time, the time of day for a short one. */
const timesBetween = (from: number, span: number): readonly string[] =>
  Array.from({ length: LABELS }, (_, index) => {
    const text = new Date(from + (span * index) / (LABELS - 1)).toISOString();
    return span > 4 * DAY_MS ? text.slice(5, 10) : text.slice(5, 16).replace('T', ' ');
  });

const round = (number: number): number => Math.round(number * 10) / 10;

/** The next number that four rows divide evenly: 4, 8, 12, 20, 40, 80, 100, 200 ... */
const roundUp = (number: number): number => {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, number))) - 1);
  return (
    [4, 8, 12, 16, 20, 24, 32, 40, 48, 60, 80, 100]
      .map((one) => one * scale)
      .find((one) => one >= number) ?? number
  );
};
