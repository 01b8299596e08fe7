import { marshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlainItem } from '../../../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { readStreamImage } from '../../../../../lambdas/adapters/dynamo/items/stream-image.ts';

describe('the numbers of an item', () => {
  it('are the numbers of JavaScript where these hold them exactly', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeInteger(), fc.double({ min: -1e15, max: 1e15, noNaN: true })),
        (size) => {
          fc.pre(!Object.is(size, -0));
          expect(toPlainItem({ size: { N: String(size) } })).toStrictEqual({ size });
        },
      ),
    ));

  it.each(['9007199254740993', '9007199254740993.5', '1E+30', '0.1234567890123456789', '-1E+125'])(
    'are written back as they were where they do not: %s',
    (N) => {
      const item = { size: { N }, list: { L: [{ N }, { NS: [N] }] } };
      expect(marshall(toPlainItem(item))).toStrictEqual(item);
      expect(readStreamImage(item)).toStrictEqual(toPlainItem(item));
    },
  );
});
