import type { Instant } from '../../../lambdas/core/instant.ts';
import type { DueOutputs, GroupReport, ReportedMember } from '../../../operations/groups/report.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import { nameOfVault } from '../../jobs/view/job-row.ts';
import { formatCount, formatInstant, spanBetween } from '../group-text.ts';
import { type Html, html } from './html.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** Formats a number of bytes in decimal units: `12.3 TB`. */
export const formatBytes = (bytes: number): string => {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const digits = value < 100 ? value.toPrecision(3) : value.toFixed(0);
  return `${power === 0 ? value : digits} ${UNITS[power]}`;
};

/** Draws a bar of a share from 0 to 1, as a cell of a table. */
const meter = (share: number): Html =>
  html`<td class="meter"><div style="width:${(100 * share).toFixed(1)}%"></div></td>`;

/** Lists how long jobs took, by tier. */
export const drawDurations = ({ durations }: GroupReport): Html => {
  if (durations.length === 0) return html`<p class="soft">No job has succeeded yet.</p>`;
  const longest = Math.max(...durations.map(({ mostMs }) => mostMs), 1);
  const rows = durations.map(
    ({
      tier,
      count,
      medianMs,
      p90Ms,
      mostMs,
    }) => html`<tr><td>${tier}</td><td class="n">${formatCount(count)}</td>
<td class="n">${formatSpan(medianMs)}</td><td class="n">${formatSpan(p90Ms)}</td><td class="n">${formatSpan(mostMs)}</td>${meter(medianMs / longest)}</tr>`,
  );
  return html`<table><thead><tr><th>Tier</th><th class="n">Jobs</th><th class="n">Median</th><th class="n">90 %</th><th class="n">Longest</th><th class="wide"></th></tr></thead>
<tbody>${rows}</tbody></table>`;
};

const HOUR_MS = 3_600_000;
const SOON_MS = 4 * HOUR_MS;
const LATER_MS = 12 * HOUR_MS;

/** Lists how many outputs must be fetched before when. */
export const drawDue = ({ due, at }: GroupReport): Html => {
  if (due.length === 0) return html`<p class="soft">No output is waiting to be fetched.</p>`;
  const most = Math.max(...due.map(({ outputs }) => outputs), 1);
  const rows = due.map(
    (
      one,
    ) => html`<tr class="${urgencyOf(one, at)}"><td>${formatInstant(one.by).slice(5)}</td><td class="n">${describeLeft(one, at)}</td>
<td class="n">${formatCount(one.outputs)}</td><td class="n">${formatBytes(one.bytes)}</td>${meter(one.outputs / most)}</tr>`,
  );
  return html`<table class="due"><thead><tr><th>Before (UTC)</th><th class="n">Left</th><th class="n">Outputs</th><th class="n">Size</th><th class="wide"></th></tr></thead>
<tbody>${rows}</tbody></table>`;
};

const urgencyOf = ({ by }: DueOutputs, at: Instant): string => {
  const leftMs = spanBetween(at, by);
  if (leftMs <= SOON_MS) return 'soon';
  return leftMs <= LATER_MS ? 'later' : 'calm';
};

const describeLeft = ({ by }: DueOutputs, at: Instant): string =>
  by <= at ? 'imminent' : formatSpan(spanBetween(at, by));

/** Lists jobs that failed or expired. */
export const drawLost = ({ lost, counts }: GroupReport, howToList: string): Html => {
  const all = (counts['Failed'] ?? 0) + (counts['Expired'] ?? 0);
  if (all === 0) return html`<p class="soft">No job has failed or expired.</p>`;
  const more =
    all > lost.length
      ? html`<p class="small soft">And ${formatCount(all - lost.length)} more. To list them: <code>${howToList}</code></p>`
      : undefined;
  return html`<table class="cards"><thead><tr><th>Status</th><th>When (UTC)</th><th>Vault</th><th>Archive and job</th><th>Reason</th></tr></thead>
<tbody>${lost.map(drawLostJob)}</tbody></table>${more}`;
};

const REASONS = new Map([['Expired', 'It was not collected in time.']]);

const drawLostJob = (job: ReportedMember): Html => html`<tr>
<td><span class="tag">${job.status}</span></td>
<td class="when" data-name="When">${formatInstant(job.completionDate ?? job.statusSince)}</td>
<td data-name="Vault">${nameOfVault(job.vaultArn)}</td>
<td><code>${job.archiveId ?? 'inventory'}</code><br><code class="soft">${job.jobId}</code></td>
<td data-name="Reason">${job.statusMessage ?? REASONS.get(job.status)}</td></tr>`;
