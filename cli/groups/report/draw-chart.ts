import type { Instant } from '../../../lambdas/core/instant.ts';
import type { ProgressPoint } from '../../../operations/groups/report.ts';
import { formatCount, formatInstant } from '../group-text.ts';
import { type Html, html } from './html.ts';

// The picture is stretched to the width of the page; its texts are outside of it.
const WIDTH = 1000;
const HEIGHT = 300;
const QUARTERS = [0, 1, 2, 3, 4];

const STEPS = ['started', 'ended', 'collected'] as const;

/** Draws the shares of members that were started, ended and collected over time. */
export const drawChart = (points: readonly ProgressPoint[], total: number): Html => {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return html`<p class="soft">There is no progress to draw yet.</p>`;
  }
  const from = Date.parse(first.at);
  const span = Date.parse(last.at) - from;
  const x = (at: Instant) => round((WIDTH * (Date.parse(at) - from)) / span);
  const y = (count: number) => round(HEIGHT - (HEIGHT * count) / total);
  const line = (step: (typeof STEPS)[number]) =>
    `M${points.map((point) => `${x(point.at)} ${y(point[step])}`).join('L')}`;
  const times = QUARTERS.map((quarter) => new Date(from + (span * quarter) / 4).toISOString());
  const label = `Of ${formatCount(total)} jobs, ${formatCount(last.started)} were started, ${formatCount(last.ended)} ended and ${formatCount(last.collected)} collected.`;
  return html`<div class="chart">
<div class="y">${QUARTERS.map((quarter) => html`<span>${100 - 25 * quarter} %</span>`)}</div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
${QUARTERS.map((quarter) => html`<path class="grid" d="M0 ${(HEIGHT * quarter) / 4}H${WIDTH}"/>`)}
${STEPS.map((step) => html`<path class="a-${step}" d="${line(step)}V${HEIGHT}H0Z"/><path class="l-${step}" d="${line(step)}"/>`)}
</svg>
<div class="x">${times.map((at) => html`<span>${formatInstant(at).slice(5)}</span>`)}</div>
</div>
<ul class="legend">${STEPS.map((step) => html`<li><span class="key ${step}"></span>${step}</li>`)}</ul>`;
};

const round = (number: number): number => Math.round(number * 10) / 10;
