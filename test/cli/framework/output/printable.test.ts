import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../../cli/framework/output/printable.ts';

const ESC = '\u001b';

describe('printable', () => {
  it.each([
    ['plain text, umlauts and emoji', 'Grüße, 日本 🙂', 'Grüße, 日本 🙂'],
    ['colors', `${ESC}[31mred${ESC}[0m and ${ESC}[38;5;9mred`, 'red and red'],
    ['a cursor movement with the 8-bit introducer', 'a\u009b2Jb', 'ab'],
    ['a window title', `a${ESC}]0;title\u0007b`, 'ab'],
    ['a hyperlink', `${ESC}]8;;https://a.test${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
    ['an unfinished sequence', `a${ESC}]0;b`, 'a ]0;b'],
    ['line breaks and tabs', 'a\r\nb\tc\u2028d', 'a b c d'],
    ['bidirectional controls', 'a\u202eb\u2066c\u2069\u200fd\u061c', 'abcd'],
    ['zero-width characters', 'a\u200bb\u200dc\ufeffd\u2060e\u00ad', 'abcde'],
    ['a sequence that is hidden by a zero-width character', `${ESC}\u200b[31mred`, '[31mred'],
  ])('of %s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it.each([`${ESC}]a`, `${ESC}[0`, `${ESC}P`, `${ESC}[ `, '\u009b;', '\u202e'])(
    'takes linear time on %j repeated',
    (part) => {
      const startedMs = performance.now();
      printable(part.repeat(120_000));
      expect(performance.now() - startedMs).toBeLessThan(1000);
    },
  );

  it('leaves neither control nor format characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
  });
});
