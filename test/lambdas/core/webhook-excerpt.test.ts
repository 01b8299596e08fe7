import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExcerpt } from '../../../lambdas/core/webhook-excerpt.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('toExcerpt', () => {
  it('keeps short text as it is', () => {
    expect(toExcerpt(bytesOf('not found:\n\t"ü"'))).toBe('not found:\n\t"ü"');
  });

  it('cuts between characters', () => {
    expect(toExcerpt(bytesOf(`${'a'.repeat(1023)}€`))).toBe('a'.repeat(1023));
  });

  it('replaces control characters, which could command a terminal', () => {
    expect(toExcerpt(bytesOf('\u001b[31mred\u0000\r\u009b'))).toBe('�[31mred���');
  });

  it('has at most 1 kB whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        expect(bytesOf(toExcerpt(bytes)).length).toBeLessThanOrEqual(1024);
      }),
    );
  });
});
