import { describe, expect, it } from 'vitest';
import { askToResend } from '../../cli/deliveries/replay-deliveries.ts';
import { readJobSettings } from '../../cli/deployment/job-settings.ts';
import { selfOptions } from '../../cli/deployment/self-options.ts';
import { readUrlRules } from '../../cli/deployment/webhook-settings.ts';
import { askToReplay } from '../../cli/failures/replay-events.ts';
import { DEFAULT_STACK, type GlobalOptions } from '../../cli/framework/options/global-options.ts';
import { confirmOrStop, wordPrompt } from '../../cli/framework/output/confirm.ts';
import { createTable } from '../../cli/framework/output/table.ts';
import { JOB_COLUMNS, toJobRow } from '../../cli/jobs/view/job-row.ts';
import { jobSettingsText } from '../../lib/settings/published-settings.ts';
import { Settings } from '../../lib/settings/settings.ts';
import type { ListedJob } from '../../operations/jobs/list.ts';
import type { Audience } from '../../operations/replay/announce.ts';
import { anOutput } from '../support/an-output.ts';

const settings = readJobSettings(jobSettingsText(Settings.parse({ vaults: '*' })));

const aJob = (changes: Partial<ListedJob> = {}): ListedJob => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId: 'j'.repeat(92),
  status: 'InProgress',
  statusKey: 'InProgress#Standard',
  statusSince: '2026-03-14T00:00:00.000Z',
  creationDate: '2026-03-14T00:00:00.000Z',
  jobDescription: 'a long description, which a terminal has no room for',
  ...changes,
});

const rowAt = (now: string, job: Partial<ListedJob> = {}, isTerminal = true) =>
  toJobRow(aJob(job), { now: `2026-03-${now}:00.000Z`, settings }, anOutput(isTerminal).output);

describe('a row of a list', () => {
  it('is cut short on a terminal, and whole elsewhere', () => {
    expect(rowAt('14T01:00')[2]).toBe('j'.repeat(12));
    expect(rowAt('14T01:00').at(-1)).toHaveLength(32);
    expect(rowAt('14T01:00', {}, false)[2]).toHaveLength(92);
    expect(rowAt('14T01:00', {}, false).at(-1)).toMatch(/room for$/);
  });

  it.each([
    ['14T01:00', {}, ['1h00m', 'in 2h33m-3h33m', '-']],
    ['14T04:00', {}, ['4h00m', 'within 33m', '-']],
    ['14T05:25', {}, ['5h25m', '<red>overdue 52m', '-']],
    ['14T00:02', { tier: 'Expedited' }, ['2m', 'within 3m', '-']],
    ['14T00:00', { creationDate: undefined }, ['-', 'in 3h33m-4h33m', '-']],
    ['15T01:00', { tier: 'Bulk' }, ['1d1h', '<red>overdue 13h00m', '-']],
    [
      '14T20:00',
      {
        status: 'Expiring' as const,
        completionDate: '2026-03-14T00:00:30.000Z',
        outputExpiresAt: '2026-03-15T00:00:30.000Z',
      },
      ['20h00m', '2026-03-14 00:00', '<yellow>4h00m'],
    ],
    [
      '15T20:00',
      { status: 'Succeeded' as const, outputExpiresAt: '2026-03-15T00:00:30.000Z' },
      ['1d20h', '-', '<red>imminent'],
    ],
  ])('at %s shows for %j the times %j', (now, job, times) => {
    expect(rowAt(now, job).slice(4, 7)).toStrictEqual(times);
  });
});

describe('a table', () => {
  const pages = (isTerminal: boolean) => {
    const { output, lines } = anOutput(isTerminal);
    const table = createTable(output, [
      { title: 'A', minWidth: 4 },
      { title: 'B' },
      { title: 'C' },
    ]);
    table.add([]);
    table.add([['1', 'two', '写真']]);
    table.add([['long', 'much longer', 'x']]);
    return lines;
  };

  it('keeps its columns from page to page on a terminal', () => {
    expect(pages(true)).toStrictEqual(['A     B    C', '1     two  写真', 'long  mu…  x']);
  });

  it('cuts nothing off elsewhere', () => {
    expect(pages(false)).toStrictEqual(['A     B    C', '1     two  写真', 'long  much longer  x']);
  });

  it.each([60, 80, 100, 132, 200])('wraps no line of a list of jobs on %i columns', (columns) => {
    const vaultArn = `arn:aws:glacier:eu-west-1:123456789012:vaults/${'v'.repeat(60)}`;
    const rows = (isTerminal: boolean) => {
      const { output, lines } = anOutput(isTerminal, isTerminal ? columns : undefined);
      const job = aJob({ vaultArn });
      const now = '2026-03-14T01:00:00.000Z';
      createTable(output, JOB_COLUMNS).add([toJobRow(job, { now, settings }, output)]);
      return lines;
    };
    expect(Math.max(...rows(true).map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(rows(true)[0]).toMatch(/^STATUS +VAULT +JOB +.*LEFT/);
    expect(rows(false)[1]).toContain('v'.repeat(60));
  });

  it('cuts a text before it leaves out a column, and keeps what has no number', () => {
    const at = (columns: number) => {
      const { output, lines } = anOutput(true, columns);
      const given = [{ title: 'ID', minWidth: 8 }, { title: 'NOTE', leaveOut: 1 }, 'HOST'];
      createTable(output, given).add([['12345678', 'a long note', 'a.example.com']]);
      return lines[1];
    };
    expect([40, 33, 28, 18].map(at)).toStrictEqual([
      '12345678  a long note  a.example.com',
      '12345678  a long …  a.example.com',
      '12345678  a.example.com',
      '12345678  a.examp…',
    ]);
  });

  it('has the columns of a row', () => {
    expect(rowAt('14T01:00')).toHaveLength(JOB_COLUMNS.length);
  });
});

it('an irreversible action without a terminal needs --yes', async () => {
  const { output } = anOutput(false);
  await expect(confirmOrStop('Remove it?', { output, yes: false })).rejects.toThrow(
    'Remove it? Without a terminal, confirm with --yes.',
  );
  await expect(confirmOrStop('Remove it?', { output, yes: true })).resolves.toBeUndefined();
});

it('a question breaks its lines between words, and leaves room for the answer', () => {
  const question = `Starting ${'many archives, '.repeat(12)}takes $1.20. Start them?`;
  for (let columns = 44; columns <= 120; columns += 1) {
    const prompt = wordPrompt(question, columns);
    expect(prompt.replaceAll('\n', ' ')).toBe(`${question} (y/N) `);
    const longest = Math.max(...prompt.split('\n').map(({ length }) => length));
    expect(columns - longest).toBeGreaterThanOrEqual('yes'.length);
  }
  expect(wordPrompt(question)).toBe(`${question} (y/N) `);
});

it.each([
  ['ep_5f0c', 'Resend 101 deliveries to ep_5f0c? '],
  [undefined, 'Resend 101 deliveries to all endpoints? '],
])('the question before many deliveries to %s names the receivers', async (endpoint, question) => {
  const { output } = anOutput(false);
  await expect(askToResend(101, endpoint, { output, yes: false })).rejects.toThrow(question);
  await expect(askToResend(100, endpoint, { output, yes: false })).resolves.toBeUndefined();
});

it.each<[Audience, string]>([
  [{ kind: 'all' }, 'Publish 120 events and queue 240 deliveries?'],
  [{ kind: 'topic' }, 'Publish 120 events?'],
  [{ kind: 'endpoints' }, 'Queue 240 deliveries for all endpoints?'],
  [{ kind: 'endpoints', endpointId: 'ep_5f0c' }, 'Queue 240 deliveries for ep_5f0c?'],
])(
  'the question before a replay to %j names what is sent to which receivers',
  (audience, asked) => {
    const counted = { jobs: 60, events: 120, published: 120, queued: 240, refused: 0, damaged: 0 };
    expect(askToReplay(counted, audience)).toBe(`120 events match. ${asked}`);
  },
);

it.each<[Partial<GlobalOptions>, string]>([
  [{}, ''],
  [{ sandbox: true }, '--sandbox'],
  [{ sandbox: 'http://127.0.0.1:8080' }, '--sandbox http://127.0.0.1:8080'],
  [
    { stack: 'Other', construct: 'Photos', region: 'eu-west-1', profile: 'my team' },
    "--stack Other --construct Photos --region eu-west-1 --profile 'my team'",
  ],
])('a printed command reaches the deployment of %j', (options, text) => {
  expect(selfOptions({ stack: DEFAULT_STACK, ...options })).toBe(text);
});

it.each(['', '{}', 'null', '{"vaults":["photos"]}'])('refuses the settings %j', (text) => {
  const refusal = expect.objectContaining({
    exitCode: 3,
    message: expect.stringMatching(/^The output \w+ cannot be read: the deployed version differs/),
  });
  expect(() => readJobSettings(text)).toThrow(refusal);
  expect(() => readUrlRules({ WebhookSettings: text })).toThrow(refusal);
});
