import { expect, it } from 'vitest';
import { passesAny, readEventFilters } from '../../../sandbox/sources/event-filter.ts';

const passes = (pattern: object, event: unknown) =>
  passesAny(readEventFilters({ Filters: [{ Pattern: JSON.stringify(pattern) }] }), event);

it.each([
  [{ a: ['x'] }, { a: 'x' }, true],
  [{ a: ['x', 'y'] }, { a: 'y' }, true],
  [{ a: ['x'] }, { a: 'z' }, false],
  [{ a: ['x'] }, {}, false],
  [{ a: [null] }, { a: null }, true],
  [{ a: [3] }, { a: 3 }, true],
  [{ a: { b: ['x'] } }, { a: { b: 'x' } }, true],
  [{ a: { b: ['x'] } }, { a: 'x' }, false],
  [{ a: ['x'], b: ['y'] }, { a: 'x', b: 'n' }, false],
  [{ a: [{ prefix: 'MOD' }] }, { a: 'MODIFY' }, true],
  [{ a: [{ suffix: 'FY' }] }, { a: 'REMOVE' }, false],
  [{ a: [{ 'equals-ignore-case': 'insert' }] }, { a: 'INSERT' }, true],
  [{ a: [{ exists: false }] }, { b: 1 }, true],
  [{ a: [{ exists: true }] }, { b: 1 }, false],
  [{ a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, true],
  [{ a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
  [{ $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: 'y' }, true],
])('with the pattern %j passes %j: %s', (pattern, event, expected) => {
  expect(passes(pattern, event)).toBe(expected);
});

it('passes what any of several filters lets through, and everything without a filter', () => {
  const filters = readEventFilters({
    Filters: [{ Pattern: '{"a":["x"]}' }, { Pattern: '{"a":["y"]}' }],
  });
  expect(passesAny(filters, { a: 'y' })).toBe(true);
  expect(passesAny(filters, { a: 'z' })).toBe(false);
  expect(passesAny(readEventFilters(undefined), {})).toBe(true);
});

it('names a condition that it does not know before any event comes', () => {
  expect(() => passes({ a: [{ numeric: ['>', 3] }] }, {})).toThrow('numeric');
});
