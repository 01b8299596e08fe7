import { expect, it } from 'vitest';
import { isNews } from '../../../../lambdas/poller/sweep/page.ts';
import { KEY } from '../../../support/evidence.ts';

it.each([
  ['InProgress', undefined, true],
  ['Succeeded', undefined, true],
  ['InProgress', { status: 'InProgress', statusCode: 'InProgress' }, false],
  ['InProgress', { status: 'Expired', statusCode: 'Failed' }, false],
  ['Succeeded', { status: 'InProgress', statusCode: 'InProgress' }, true],
  ['Succeeded', { status: 'Succeeded', statusCode: 'Succeeded' }, false],
  ['Succeeded', { status: 'Expired', statusCode: 'Succeeded' }, true],
  ['Failed', { status: 'Failed', statusCode: 'Failed' }, false],
  ['Failed', { status: 'Collected', statusCode: 'Succeeded' }, true],
] as const)('%s beside %j is news: %s', (statusCode, known, expected) => {
  expect(isNews({ statusCode }, known && { ...KEY, ...known })).toBe(expected);
});
