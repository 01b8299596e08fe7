import { expect, it } from 'vitest';
import { earliest, parseInstant } from '../../../lambdas/core/instant.ts';

const EARLY = '2026-03-14T07:32:42.098Z';
const LATE = '2026-03-14T07:32:43.000Z';

it.each([
  ['2026-03-14T07:32:42.098Z', EARLY],
  ['2026-03-14T07:32Z', '2026-03-14T07:32:00.000Z'],
  ['2026-03-14T09:32:42.098+02:00', EARLY],
  ['2026-03-14T05:32:42.098-02:00', EARLY],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
])('reads %s as %s', (text, instant) => {
  expect(parseInstant(text)).toBe(instant);
});

it.each([
  undefined,
  '',
  'yesterday',
  '2026-03-14',
  '2026-03-14T07:32:42',
  '2026-03-14T07:32:42Z ',
  '2026-03-14T7:32:42Z',
  '2026-03-14T07:3Z',
  ' 2026-03-14T07:32:42Z',
  '2026-02-30T25:00:00Z',
  'Sat, 14 Mar 2026 07:32:42 GMT',
  '+012026-03-14T07:32:42Z',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-01:00',
])('takes %s for no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

it.each([
  [undefined, LATE, LATE],
  [EARLY, LATE, EARLY],
  [LATE, EARLY, EARLY],
  [EARLY, EARLY, EARLY],
])('of %s and %s the earlier is %s', (a, b, expected) => {
  expect(earliest(a, b)).toBe(expected);
});
