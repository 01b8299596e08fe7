import { describe, expect, it } from 'vitest';
import { mayFollow } from '../../../lambdas/core/poll-reach.ts';
import { addMarks, chooseNext, chooseWay, startMarker } from '../../../lambdas/core/poll-way.ts';

describe('the way to look at the due jobs of a vault', () => {
  it.each([
    ['one job', 1, {}, 'each'],
    ['two jobs of an unknown vault', 2, {}, 'completed'],
    ['two jobs where the list has two pages', 2, { completedPages: 2 }, 'each'],
    ['many jobs, with hardly any news', 40, { completedPages: 12, news: 0 }, 'pending'],
    ['many jobs, most of them news', 40, { completedPages: 12, news: 30 }, 'completed'],
    ['few jobs, all of them news', 5, { completedPages: 12, news: 5 }, 'each'],
    ['a list of one page, whatever the news', 40, { completedPages: 1, news: 0 }, 'completed'],
    [
      'a long list of pending jobs',
      10,
      { completedPages: 9, pendingPages: 8, news: 3 },
      'completed',
    ],
  ])('for %s is the one with the fewest calls', (_what, due, lesson, way) => {
    expect(chooseWay(due, lesson).way).toBe(way);
  });

  it('has patience for a page more than the last time, and for a quarter of the single looks', () => {
    expect(chooseWay(100, { completedPages: 3 }).mostPages).toBe(25);
    expect(chooseWay(12, { completedPages: 4 }).mostPages).toBe(5);
    expect(chooseWay(100_000, {}).mostPages).toBe(300);
  });

  it('falls back to the list of pending jobs when that can be worth it', () => {
    expect([1, 2, 3, 400].map((left) => chooseNext(left, {}).way)).toStrictEqual([
      'each',
      'each',
      'pending',
      'pending',
    ]);
  });
});

describe('marks in a list', () => {
  const marks = [
    { marker: 'a', from: '2026-01-01' },
    { marker: 'b', from: '2026-01-03' },
  ];

  it.each([
    ['2026-01-01', undefined],
    ['2026-01-02', 'a'],
    ['2026-01-03', 'a'],
    ['2026-01-04', 'b'],
  ])('leave nobody out that was started on %s', (oldest, marker) => {
    expect(startMarker({ marks }, oldest)).toBe(marker);
  });

  it('are kept in order, the newest when there are many, and replaced by newer ones', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      marker: `m${i}`,
      from: `2026-02-${10 + i}`,
    }));
    expect(addMarks(marks, many)).toStrictEqual(many.slice(-20));
    expect(addMarks(marks, [{ marker: 'c', from: '2026-01-01' }])).toStrictEqual([
      { marker: 'c', from: '2026-01-01' },
      marks[1],
    ]);
  });

  it('are none in an unknown vault', () => {
    expect(startMarker({}, '2026-01-04')).toBeUndefined();
    expect(addMarks(undefined, [])).toStrictEqual([]);
  });
});

describe('whether another page is worth reading', () => {
  const due = ['2026-01-10', '2026-01-20'] as const;
  it.each([
    ['the oldest first, before the due jobs', ['2026-01-01', '2026-01-09'], true],
    ['the oldest first, past them', ['2026-01-01', '2026-01-21'], false],
    ['the newest first, before them', ['2026-01-30', '2026-01-21'], true],
    ['the newest first, past them', ['2026-01-30', '2026-01-09'], false],
    ['unsorted', ['2026-01-21', '2026-01-30', '2026-01-01', '2026-01-22'], true],
    ['all of one instant', ['2026-01-30', '2026-01-30'], true],
    ['without a date', ['2026-01-21', undefined], true],
    ['empty', [], true],
  ])('behind one that is %s: %s', (_what, page, expected) => {
    expect(mayFollow(page, ...due)).toBe(expected);
  });
});
