import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../../cli/framework/format-bytes.ts';
import { html } from '../../../../cli/groups/report/html.ts';
import { renderReport } from '../../../../cli/groups/report/render-report.ts';
import { newGroup } from '../../../../operations/groups/change.ts';
import type { GroupReport, ReportedMember } from '../../../../operations/groups/report.ts';

const AT = '2026-03-14T12:00:00.000Z';
const EVIL = `"><script>alert('1')</script>&`;
const origin = { accountId: '123456789012', region: 'eu-west-1' };

const aReport = (changes: Partial<GroupReport> = {}): GroupReport => ({
  group: newGroup('wave-1', '2026-03-13T12:00:00.000Z'),
  at: AT,
  counts: {},
  bytes: { total: 0, restored: 0 },
  progress: [],
  durations: [],
  lost: [],
  due: [],
  ...changes,
});

const render = (changes: Partial<GroupReport> = {}) => renderReport(aReport(changes), origin);

const aLost = (changes: Partial<ReportedMember> = {}): ReportedMember => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId: 'job-1',
  status: 'Failed',
  statusSince: AT,
  ...changes,
});

describe('a template', () => {
  it.each([
    [html`<b>${'<i>'}</b>`, '<b>&lt;i&gt;</b>'],
    [html`<a title="${`"'&`}">`, '<a title="&quot;&#39;&amp;">'],
    [html`${1.5}${undefined}${html`<br>`}`, '1.5<br>'],
    [html`${['<', '>'].map((text) => html`<p>${text}`)}`, '<p>&lt;<p>&gt;'],
  ])('escapes texts alone: %j', (piece, text) => {
    expect(piece.html).toBe(text);
  });
});

describe('a report', () => {
  it.each<[string, Partial<GroupReport>, readonly string[]]>([
    [
      'nothing',
      {},
      [
        '0 of 0 jobs have ended',
        'There is no progress to draw yet.',
        'No output is waiting to be fetched.',
        'No job has succeeded yet.',
        'No job has failed or expired.',
      ],
    ],
    [
      'members of every status',
      {
        group: { ...newGroup('wave-1', AT), expected: 20 },
        counts: { Collected: 1, Succeeded: 2, Expiring: 3, Failed: 4, Expired: 5, InProgress: 1 },
        bytes: { total: 2e12, restored: 1.5e12 },
      },
      [
        '15 of 20 jobs have ended <span>75.0 %</span>',
        '<b>5</b> ready',
        '<b>4</b> not recorded',
        '<b>1.50 TB</b><span>restored of 2.00 TB</span>',
        'tile bad"><b>9</b>',
      ],
    ],
    [
      'what must be fetched by when',
      {
        counts: { Succeeded: 6 },
        due: [
          { by: '2026-03-14T11:00:00.000Z', outputs: 1, bytes: 10 },
          { by: '2026-03-14T15:00:00.000Z', outputs: 2, bytes: 2000 },
          { by: '2026-03-14T23:00:00.000Z', outputs: 3, bytes: 3_000_000 },
          { by: '2026-03-15T12:00:00.000Z', outputs: 1200, bytes: 4e9 },
        ],
      },
      [
        '<tr class="soon"><td>2026-03-14 11:00</td>\n<td class="n">imminent</td>',
        '<tr class="soon"><td>2026-03-14 15:00</td>\n<td class="n">3h00m</td>',
        '<tr class=""><td>2026-03-14 23:00</td>',
        '<tr class=""><td>2026-03-15 12:00</td>\n<td class="n">1d0h</td>',
        '<td class="n">1,200</td><td class="n">4.00 GB</td>',
        'to fetch, the first before 2026-03-14 11:00',
      ],
    ],
    [
      'durations',
      {
        durations: [
          { tier: 'Bulk', count: 2, medianMs: 6e7, p90Ms: 8e7, mostMs: 1.2e8 },
          { tier: 'Standard', count: 1000, medianMs: 1.2e7, p90Ms: 1.2e7, mostMs: 1.2e7 },
        ],
      },
      ['<td>Bulk</td>\n<td class="n">2</td><td class="n">16h40m</td>', '1,000'],
    ],
    [
      'failures',
      {
        counts: { Failed: 3 },
        lost: [
          aLost({ statusMessage: 'Gone.', archiveId: 'archive-1' }),
          aLost({ status: 'Expired' }),
        ],
      },
      [
        'archive-1',
        'Gone.',
        'It was not collected in time.',
        'And 1 more.',
        'jobs list --group wave-1',
      ],
    ],
  ])('shows %s', (_, changes, texts) => {
    const page = render(changes);
    expect(texts.filter((text) => !page.includes(text))).toStrictEqual([]);
  });

  it('draws progress', () => {
    const points = [0, 10, 40].map((ended, index) => ({
      at: `2026-03-1${index + 1}T00:00:00.000Z`,
      ...{ started: 40, ended, collected: 0 },
    }));
    const page = render({ counts: { Succeeded: 40 }, progress: points });
    expect(page).toContain('<path class="l-ended" d="M0 300L500 225L1000 0"/>');
    expect(page).toContain('Of 40 jobs, 40 were started, 40 ended and 0 collected.');
  });

  it('is the same for the same data, and needs no other resource', () => {
    const page = render();
    expect(render()).toBe(page);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/https?:|url\(|@import|<script|<link|<img/);
  });

  it('escapes every text from elsewhere', () => {
    const page = renderReport(
      aReport({
        group: { ...newGroup(EVIL, AT), expected: 1 },
        counts: { Failed: 2 },
        lost: [
          aLost({
            ...{ jobId: EVIL, archiveId: EVIL, statusMessage: EVIL },
            vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${EVIL}`,
          }),
        ],
      }),
      { accountId: EVIL, region: EVIL },
    );
    expect(page).not.toContain('<script');
    expect(page.split('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)').length).toBeGreaterThan(8);
  });
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1.50 kB'],
  [20_300_000_000_000, '20.3 TB'],
  [999_700_000, '1000 MB'],
  [1e21, '1000 EB'],
])('formats %d bytes', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
