import truncateWidth from 'fast-string-truncated-width';
import { expect, it } from 'vitest';
import { fitLine } from '../../../cli/framework/output/screen.ts';
import { drawGroup, type GroupView } from '../../../cli/groups/watch/group-screen.ts';
import { newGroup } from '../../../operations/groups/change.ts';
import { anOutput } from '../../support/an-output.ts';

const NOW = '2026-03-14T12:00:00.000Z';

const aMember = (number: number, since = '2026-03-14T02:00:00.000Z') => ({
  vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${'v'.repeat(60)}`,
  jobId: String(number).padEnd(92, 'x'),
  groupSort: `InProgress#Bulk#${since}`,
});

const aView = (changes: Partial<GroupView> = {}): GroupView => ({
  row: {
    ...newGroup('wave-1', '2026-03-14T00:00:00.000Z'),
    expected: 40_000,
    counts: { Collected: 20_000, Succeeded: 4000, Failed: 3, Expired: 1, InProgress: 12_000 },
    countedAt: '2026-03-14T11:59:18.000Z',
  },
  now: NOW,
  pace: { perHour: 2000.4, endsAt: '2026-03-14T20:00:00.000Z' },
  oldest: Array.from({ length: 10 }, (_, number) =>
    aMember(number, number === 0 ? '2026-03-13T11:59:00.000Z' : undefined),
  ),
  overdue: 1,
  firstExpiresAt: '2026-03-14T14:10:00.000Z',
  ...changes,
});

const draw = (view: GroupView, columns: number, isPlain = true) => {
  const { output } = anOutput(true, columns);
  return drawGroup(view, isPlain ? { ...output, style: (_, text) => text } : output);
};

it('shows a group of any size on one screen', () => {
  expect(draw(aView(), 80).slice(0, 9)).toStrictEqual([
    'wave-1  open since 2026-03-14 00:00 (12h00m)',
    `${'█'.repeat(35)}${'▓'.repeat(7)}xe${'░'.repeat(21)}${'·'.repeat(7)}`,
    '█ 20,000 collected  ▓ 4,000 ready  x 3 failed',
    'e 1 expired  ░ 12,000 pending  · 3,996 not recorded',
    'ended    24,004 of 40,000, counted 42s ago',
    'pace     2,000 an hour; estimated end 2026-03-14 20:00 (in 8h00m)',
    'fetch    4,000 not collected; first expiry 2026-03-14 14:10 (2h10m left)',
    'overdue  1',
    `  0${'x'.repeat(11)}  Bulk         1d0h  ${'v'.repeat(60)}  overdue`,
  ]);
  expect(draw(aView(), 80)).toHaveLength(18);
});

it.each([
  [{}, /^counting the members/],
  [{ counts: {}, expected: undefined }, /^$/],
  [{ counts: { InProgress: 1 }, expected: undefined }, /^░{70}$/],
  [{ counts: { Collected: 1_000_000, Failed: 1 }, expected: 1 }, /^█{70}x$/],
])('draws the bar of %j', (changes, bar) => {
  const { counts: _, ...row } = aView().row;
  expect(draw(aView({ row: { ...row, ...changes } }), 100)[1]).toMatch(bar);
});

it('draws the whole bar on a narrow terminal', () => {
  const [, bar = ''] = draw(aView(), 50);
  expect(fitLine(bar, 50)).toBe(bar);
  expect(new Set(bar).size).toBe(6);
  expect(bar.length).toBeGreaterThan(45);
});

it('marks what is overdue, and states when nothing is known yet', () => {
  const lines = draw(
    aView({ pace: undefined, overdue: 10, firstExpiresAt: undefined }),
    120,
    false,
  );
  expect(lines).toContain('pace     measuring ...');
  expect(lines).toContain('fetch    4,000 not collected');
  expect(lines).toContain('overdue  <red>10 or more');
  expect(lines.find((line) => line.includes(' 0xxx'))).toContain('<red>overdue');
  expect(draw(aView({ overdue: 0 }), 120)).toContain('overdue  none');
});

it.each([20, 40, 80, 200])('cuts a line at a terminal of %i columns', (columns) => {
  const widths = draw(aView(), columns).map((line) => truncateWidth(fitLine(line, columns)).width);
  expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
});
