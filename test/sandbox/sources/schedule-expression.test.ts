import { expect, it } from 'vitest';
import { readScheduleExpression } from '../../../sandbox/sources/schedule-expression.ts';

const at = (time: string) => Date.parse(`2026-03-14T${time}Z`);
const next = (expression: string, after: string, anchor = '00:00:00') =>
  new Date(readScheduleExpression(expression, at(anchor))(at(after))).toISOString().slice(5, 19);

it.each([
  ['rate(1 minute)', '09:00:00', '00:00:00', '03-14T09:01:00'],
  ['rate(1 minute)', '09:00:59.999', '00:00:00', '03-14T09:01:00'],
  ['rate(5 minutes)', '09:01:00', '00:00:07', '03-14T09:05:07'],
  ['rate(2 hours)', '09:00:00', '00:00:00', '03-14T10:00:00'],
  ['rate(1 day)', '09:00:00', '08:00:00', '03-15T08:00:00'],
  ['rate(1 minute)', '07:00:00', '08:00:00', '03-14T08:00:00'],
  ['cron(* * * * ? *)', '09:00:00', '00:00:00', '03-14T09:01:00'],
  ['cron(0/15 * * * ? *)', '09:01:00', '00:00:00', '03-14T09:15:00'],
  ['cron(30 6,18 * * ? *)', '09:00:00', '00:00:00', '03-14T18:30:00'],
  ['cron(0 22-23 * * ? *)', '23:30:00', '00:00:00', '03-15T22:00:00'],
])('fires %s after %s, anchored at %s, on %s', (expression, after, anchor, expected) => {
  expect(next(expression, after, anchor)).toBe(expected);
});

it.each(['rate(0 parsecs)', 'cron(0 0 1 * ? *)', 'cron(99 * * * ? *)', 'now'])(
  'refuses %s',
  (expression) => {
    expect(() => readScheduleExpression(expression, 0)).toThrow(/schedule/);
  },
);
