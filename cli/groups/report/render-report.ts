import { progressOf } from '../../../operations/groups/progress.ts';
import type { GroupReport } from '../../../operations/groups/report.ts';
import { formatBytes } from '../../framework/format-bytes.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import { formatCount, formatInstant, PARTS, spanBetween } from '../group-text.ts';
import { drawChart } from './draw-chart.ts';
import { type Html, html } from './html.ts';
import { drawDue, drawDurations, drawLost } from './report-tables.ts';
import { REPORT_STYLES } from './styles.ts';

/** Where a report comes from. */
export interface ReportOrigin {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Renders a report as one page that needs no other resource and no script.
 *
 * The same report gives the same page; every text from elsewhere is escaped.
 */
export const renderReport = (report: GroupReport, origin: ReportOrigin): string => {
  const { group, at, counts } = report;
  const { total } = progressOf({ ...group, counts });
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${group.group}: Glacier restore</title>
<style>${{ html: REPORT_STYLES }}</style>
</head>
<body>
<main>
<header class="head"><h1>${group.group}</h1><span class="state ${group.state}">${group.state}</span>
<p class="soft">Restore from Amazon Glacier, account ${origin.accountId}, ${origin.region}. As of ${formatInstant(at)} UTC.</p></header>
${drawSummary(report)}
<section class="card"><h2>Progress</h2>${drawChart(report.progress, total)}</section>
<div class="pair">
<section class="card"><h2>To be fetched</h2>${drawDue(report)}</section>
<section class="card"><h2>Time from start to completion</h2>${drawDurations(report)}</section>
</div>
<section class="card long"><h2>Failed and expired</h2>${drawLost(report)}</section>
<footer><p>Ended: succeeded, failed or expired. Ready: succeeded, and not marked as collected. Glacier keeps an output for at least 24 hours.</p></footer>
</main>
</body>
</html>
`;
  return page.html;
};

const drawSummary = ({ group, at, counts, bytes, due }: GroupReport): Html => {
  const progress = progressOf({ ...group, counts });
  const { ended, total, ready, failed, expired } = progress;
  const parts = PARTS.filter(({ key }) => progress[key] > 0);
  const share = total === 0 ? 0 : (100 * ended) / total;
  const lost = failed + expired;
  const fetchBy = due[0] === undefined ? '' : `, the first before ${formatInstant(due[0].by)}`;
  const age = formatSpan(spanBetween(group.openedAt, group.completedAt ?? at));
  return html`<section class="card">
<p class="hero">${formatCount(ended)} of ${formatCount(total)} jobs have ended <span>${share.toFixed(1)} %</span></p>
<div class="bar" aria-hidden="true">${parts.map(({ key }) => html`<i class="${key}" style="flex-grow:${progress[key]}"></i>`)}</div>
<ul class="legend">${parts.map(({ key, name }) => html`<li><span class="key ${key}"></span><b>${formatCount(progress[key])}</b> ${name}</li>`)}</ul>
</section>
<section class="tiles">
${drawTile(formatBytes(bytes.restored), `restored of ${formatBytes(bytes.total)}`)}
${drawTile(formatCount(ready), `to fetch${fetchBy}`, ready > 0 ? 'warn' : '')}
${drawTile(formatCount(lost), 'failed or expired', lost > 0 ? 'bad' : '')}
${drawTile(age, `since ${formatInstant(group.openedAt)}`)}
</section>`;
};

const drawTile = (value: string, name: string, kind = ''): Html =>
  html`<div class="card tile ${kind}"><b>${value}</b><span>${name}</span></div>`;
