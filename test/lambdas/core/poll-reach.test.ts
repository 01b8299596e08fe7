import { expect, it } from 'vitest';
import { isOldestFirst, mayFollow } from '../../../lambdas/core/poll-reach.ts';

const [A, B, C, D] = [1, 2, 3, 4].map((day) => `2026-03-0${day}T00:00:00.000Z`);

it.each([
  [true, [A, B, C]],
  [true, [A, A, B]],
  [false, [C, B, A]],
  [false, [A, A]],
  [false, [A]],
  [false, []],
  [false, [undefined, undefined]],
  [false, [A, undefined, C]],
  [false, [undefined, B, C]],
  [false, [A, C, B, D]],
])('says %s of a list in the order %j', (isOldest, page) => {
  expect(isOldestFirst(page)).toBe(isOldest);
});

it.each([
  ['oldest first, not past the span', [A, B], C, D, true],
  ['oldest first, at its end', [A, B], A, B, true],
  ['oldest first, past it', [B, C], A, B, false],
  ['newest first, not past the span', [D, C], A, B, true],
  ['newest first, at its beginning', [D, C], C, D, true],
  ['newest first, past it', [B, A], B, C, false],
  ['in no order that shows', [B, B], C, D, true],
  ['in no order at all', [A, D, B], A, A, true],
  ['without its last date', [A, undefined], C, D, true],
  ['empty', [], A, D, true],
])('a page that is %s', (_how, page, oldest, newest, expected) => {
  expect(mayFollow(page, oldest!, newest!)).toBe(expected);
});
