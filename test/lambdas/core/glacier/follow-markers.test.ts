import { expect, it } from 'vitest';
import { followMarkers } from '../../../../lambdas/core/glacier/follow-markers.ts';

it.each([
  ['ends without a marker', undefined, ['a', 'b', undefined], ['a', 'b', undefined]],
  ['ends at an empty marker', undefined, ['a', ''], ['a', undefined]],
  ['ends at a marker that it began at', 'a', ['a'], [undefined]],
  ['ends at a marker that repeats after others', undefined, ['a', 'b', 'a'], ['a', 'b', undefined]],
])('%s', (_what, from, given, followed) => {
  const follow = followMarkers(from);
  expect(given.map((next) => follow(next))).toStrictEqual(followed);
});
