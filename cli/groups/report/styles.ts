/** The styles of the report: light and dark, from 320 pixels on, and in print. */
export const REPORT_STYLES = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --line: #e2e6ec; --text: #16202e; --soft: #5a6779;
  --collected: #0b6b63; --ready: #2aa198; --pending: #c3ccd9; --missing: #e9edf2;
  --failed: #c8353f; --expired: #8b4fc6; --started: #5a6779; --warn: #b45309;
  --failed-soft: #fdeced; --good-soft: #e3f4f1; --open-soft: #e8eefb; --open: #2456b8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #10151d; --card: #19202b; --line: #2c3645; --text: #e8edf4; --soft: #9aa8bb;
    --collected: #38b2a3; --ready: #7adfd2; --pending: #46536a; --missing: #263040;
    --failed: #f2777f; --expired: #b98ae6; --started: #9aa8bb; --warn: #f0b45b;
    --failed-soft: #3a2025; --good-soft: #15352f; --open-soft: #1d2b47; --open: #8fb4ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 2rem 1.25rem 3rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%;
}
main { max-width: 68rem; margin: 0 auto; display: grid; gap: 1.25rem; }
h1 { margin: 0; font-size: clamp(1.6rem, 4vw, 2.25rem); line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 .9rem; font-size: 1.1rem; }
p { margin: 0; }
.soft { color: var(--soft); }
.head { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; justify-content: space-between; }
.head p { flex-basis: 100%; }
.state { padding: .15rem .7rem; border-radius: 1rem; font-weight: 600; font-size: .9rem; background: var(--open-soft); color: var(--open); }
.state.completed { background: var(--good-soft); color: var(--collected); }
.card { min-width: 0; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
.hero { font-size: clamp(1.35rem, 3.6vw, 1.9rem); font-weight: 700; line-height: 1.25; margin-bottom: .9rem; }
.hero span { font-weight: 400; color: var(--soft); font-size: .65em; }
.bar { display: flex; gap: 2px; height: 1.35rem; border-radius: .4rem; overflow: hidden; }
.bar i { display: block; min-width: 3px; }
.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: .8rem 0 0; padding: 0; list-style: none; font-size: .925rem; }
.legend b { font-weight: 600; }
.key { display: inline-block; width: .75rem; height: .75rem; border-radius: .2rem; margin-right: .4rem; }
.collected { background: var(--collected); } .ready { background: var(--ready); }
.pending { background: var(--pending); } .missing { background: var(--missing); }
.failed { background: var(--failed); } .expired { background: var(--expired); }
.started { background: var(--started); } .ended { background: var(--ready); }
.tiles { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
.tile b { display: block; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
.tile span { color: var(--soft); font-size: .9rem; }
.tile.bad b { color: var(--failed); } .tile.warn b { color: var(--warn); }
.pair { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); align-items: start; }
.chart { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .35rem .6rem; font-size: .8rem; color: var(--soft); }
.chart svg { display: block; width: 100%; height: 15rem; overflow: visible; }
.chart .y { display: flex; flex-direction: column; justify-content: space-between; text-align: right; margin: -.6em 0; }
.chart .x { grid-column: 2; display: flex; justify-content: space-between; gap: .5rem; }
.chart path { vector-effect: non-scaling-stroke; fill: none; stroke-width: 2; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .a-started { stroke: none; }
.chart .l-started { stroke: var(--started); stroke-dasharray: 5 4; }
.chart .a-ended { fill: var(--ready); fill-opacity: .3; stroke: none; }
.chart .l-ended { stroke: var(--ready); }
.chart .a-collected { fill: var(--collected); fill-opacity: .45; stroke: none; }
.chart .l-collected { stroke: var(--collected); }
table { width: 100%; border-collapse: collapse; font-size: .925rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .85rem; }
th, td { padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.when { white-space: nowrap; }
th.n, td.n { text-align: right; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
.soon td:first-child { color: var(--failed); font-weight: 600; }
code { font: .85em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.tag { font-size: .8rem; font-weight: 600; padding: .05rem .45rem; border-radius: .3rem; color: var(--failed); background: var(--failed-soft); white-space: nowrap; }
footer { color: var(--soft); font-size: .85rem; display: grid; gap: .3rem; }
@media (max-width: 40rem) {
  body { padding: 1.1rem .8rem 2rem; }
  .card { padding: 1rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: .8rem; }
  .chart svg { height: 12rem; }
  .chart .x span:nth-child(even) { display: none; }
  th, td { padding-right: .5rem; }
  table { font-size: .875rem; }
  .cards thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  .cards tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .cards tr:last-child { border-bottom: 0; }
  .cards td { display: block; border: 0; padding: .1rem 0; }
  .cards td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); }
}
@media (max-width: 24rem) {
  .card { padding: .8rem; }
  table:not(.cards) :is(th, td):nth-child(4) { display: none; }
}
@media print {
  :root { color-scheme: light; --page: #ffffff; --line: #cfd6df; }
  @page { margin: 14mm; }
  body { padding: 0; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; gap: .9rem; }
  .card { padding: .9rem; }
  .card, tr { break-inside: avoid; }
  .card.long { break-inside: auto; }
  thead { display: table-header-group; }
  .tiles { grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .8rem; }
  .cards code { font-size: 7pt; }
}
`;
