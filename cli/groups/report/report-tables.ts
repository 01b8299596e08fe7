import type { GroupReport, ReportedMember } from '../../../operations/groups/report.ts';
import { formatBytes } from '../../framework/format-bytes.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import { nameOfVault } from '../../jobs/view/job-row.ts';
import { formatCount, formatInstant, spanBetween } from '../group-text.ts';
import { type Html, html } from './html.ts';

/** Lists how long jobs took, by tier. */
export const drawDurations = ({ durations }: GroupReport): Html => {
  if (durations.length === 0) return html`<p class="soft">No job has succeeded yet.</p>`;
  const rows = durations.map(
    ({ tier, count, medianMs, p90Ms, mostMs }) => html`<tr><td>${tier}</td>
<td class="n">${formatCount(count)}</td><td class="n">${formatSpan(medianMs)}</td>
<td class="n">${formatSpan(p90Ms)}</td><td class="n">${formatSpan(mostMs)}</td></tr>`,
  );
  return html`<table><thead><tr><th>Tier</th><th class="n">Jobs</th><th class="n">Median</th><th class="n">90 %</th><th class="n">Longest</th></tr></thead>
<tbody>${rows}</tbody></table>`;
};

const SOON_MS = 4 * 3_600_000;

/** Lists how many outputs must be fetched before when. */
export const drawDue = ({ due, at }: GroupReport): Html => {
  if (due.length === 0) return html`<p class="soft">No output is waiting to be fetched.</p>`;
  const rows = due.map(({ by, outputs, bytes }) => {
    const leftMs = spanBetween(at, by);
    return html`<tr class="${leftMs <= SOON_MS ? 'soon' : undefined}"><td>${formatInstant(by)}</td>
<td class="n">${leftMs > 0 ? formatSpan(leftMs) : 'imminent'}</td>
<td class="n">${formatCount(outputs)}</td><td class="n">${formatBytes(bytes)}</td></tr>`;
  });
  return html`<table><thead><tr><th>Before (UTC)</th><th class="n">Left</th><th class="n">Outputs</th><th class="n">Size</th></tr></thead>
<tbody>${rows}</tbody></table>`;
};

/** Lists jobs that failed or expired. */
export const drawLost = ({ lost, counts, group }: GroupReport): Html => {
  const more = (counts['Failed'] ?? 0) + (counts['Expired'] ?? 0) - lost.length;
  if (lost.length === 0) return html`<p class="soft">No job has failed or expired.</p>`;
  return html`<table class="cards"><thead><tr><th>Status</th><th>When (UTC)</th><th>Vault</th><th>Archive and job</th><th>Reason</th></tr></thead>
<tbody>${lost.map(drawLostJob)}</tbody></table>
${more > 0 ? html`<p class="soft">And ${formatCount(more)} more. To list them: <code>jobs list --group ${group.group} --status Failed Expired</code></p>` : undefined}`;
};

const drawLostJob = (job: ReportedMember): Html => html`<tr>
<td><span class="tag">${job.status}</span></td>
<td class="when" data-name="When">${formatInstant(job.completionDate ?? job.statusSince)}</td>
<td data-name="Vault">${nameOfVault(job.vaultArn)}</td>
<td><code>${job.archiveId ?? 'inventory'}</code><br><code class="soft">${job.jobId}</code></td>
<td data-name="Reason">${job.statusMessage ?? (job.status === 'Expired' ? 'It was not collected in time.' : '')}</td></tr>`;
