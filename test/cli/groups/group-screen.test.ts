import truncateWidth from 'fast-string-truncated-width';
import { expect, it } from 'vitest';
import { drawGroup, type GroupView } from '../../../cli/groups/watch/group-screen.ts';
import { newGroup } from '../../../operations/groups/change.ts';
import { anOutput } from '../../support/an-output.ts';

const NOW = '2026-03-14T12:00:00.000Z';

const aMember = (number: number, overdueMs?: number) => ({
  vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${'v'.repeat(60)}`,
  jobId: String(number).padEnd(92, 'x'),
  tier: 'Bulk',
  since: '2026-03-14T02:00:00.000Z',
  overdueMs,
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
    aMember(number, number === 0 ? 60_000 : undefined),
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
    `${'█'.repeat(34)}${'▓'.repeat(7)}ex${'░'.repeat(22)}${'·'.repeat(7)}`,
    '█ 20,000 collected  ▓ 4,000 ready  e 1 expired  x 3 failed  ░ 12,000 pending',
    '· 3,996 not recorded',
    '24,004 of 40,000 ended (60.0 %), counted 42s ago',
    'pace     2,000 an hour; estimated end 2026-03-14 20:00 (in 8h00m)',
    'fetch    4,000 not collected; first expiry 2026-03-14 14:10 (2h10m left)',
    'overdue  1',
    '',
  ]);
  expect(draw(aView(), 80)).toHaveLength(20);
});

it.each([20, 40, 60, 80, 200])('is never wider than a terminal of %i columns', (columns) => {
  const widths = draw(aView(), columns).map((line) => truncateWidth(line).width);
  expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
});

it.each([
  [{}, /^counting the members/],
  [{ counts: {}, expected: undefined }, /^$/],
  [{ counts: { InProgress: 1 }, expected: undefined }, /^░{72}$/],
  [{ counts: { Collected: 1_000_000, Failed: 1 }, expected: 1 }, /^█{71}x$/],
])('draws the bar of %j', (changes, bar) => {
  const { counts: _, ...row } = aView().row;
  expect(draw(aView({ row: { ...row, ...changes } }), 100)[1]).toMatch(bar);
});

it('marks what is overdue, and states when nothing is known yet', () => {
  const lines = draw(
    aView({ pace: undefined, overdue: 10, firstExpiresAt: undefined }),
    120,
    false,
  );
  expect(lines).toContain('pace     measuring ...');
  expect(lines).toContain('fetch    4,000 not collected');
  expect(lines).toContain('<red>overdue  10 or more');
  expect(lines.find((line) => line.includes(' 0xxx'))).toContain('<red>overdue 1m');
});
