import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExcerpt } from '../../../../lambdas/core/delivery/excerpt.ts';

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

  const sent = {
    authorization: 'Bearer s3cr3t+token/of=owner',
    'x-quoted': 'a "quoted" <value>',
    'x-short': 'abc',
    'webhook-id': 'evt_1234',
    'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQ v1,pvGuTk1bFmdJmXhC',
  };

  it.each([
    ['JSON', JSON.stringify(sent)],
    ['JSON of PHP', JSON.stringify(sent).replaceAll('/', '\\/')],
    ['a query', new URLSearchParams(sent).toString()],
    ['a URL', Object.values(sent).map(encodeURIComponent).join('/')],
    [
      'a URL in lower case',
      encodeURIComponent(sent.authorization).replaceAll(/%../g, (code) => code.toLowerCase()),
    ],
    ['HTML', '<b>a &quot;quoted&quot; &lt;value&gt; Bearer s3cr3t+token/of=owner'],
    ['parts', 'scheme Bearer, token s3cr3t+token/of=owner, signature pvGuTk1bFmdJmXhC'],
    ['the end of the excerpt', `${'a'.repeat(1015)}${sent.authorization}`],
  ])('blanks the credentials of a request that comes back as %s', (_, text) => {
    const excerpt = toExcerpt(bytesOf(text), sent);
    expect(excerpt).toContain('[hidden]');
    expect(excerpt).not.toMatch(/s3cr3t|token.of|quoted.{1,9}value|K5oZfz|pvGuTk/i);
  });

  it('blanks a value whole of which another value is a part', () => {
    const authorization = 'Bearer sk_prod_51H8xyz';
    const excerpt = toExcerpt(bytesOf(`got ${authorization}`), { 'x-env': 'prod', authorization });
    expect(excerpt).toBe('got [hidden]');
  });

  it('leaves what is no secret', () => {
    const text = 'abc of evt_1234 is not found';
    expect(toExcerpt(bytesOf(text), sent)).toBe(text);
  });

  it('takes a moment for a value that nearly repeats itself', () => {
    const value = 'a+'.repeat(2000);
    const startedMs = performance.now();
    toExcerpt(bytesOf(value.repeat(16)), { 'x-a': `${value}b` });
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });

  it('has at most 1 kB whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        expect(bytesOf(toExcerpt(bytes)).length).toBeLessThanOrEqual(1024);
      }),
    );
  });
});
