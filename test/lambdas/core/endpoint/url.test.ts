import { describe, expect, it } from 'vitest';
import { effectivePort, readEndpointUrl } from '../../../../lambdas/core/endpoint/url.ts';

const strict = { allowHttp: false, isRefusedAddress: () => true };

describe('readEndpointUrl', () => {
  it.each([
    ['https://example.com', 443],
    ['https://example.com:8443/hook?a=b#c', 8443],
    ['https://example.com:80/', 80],
    ['HTTPS://EXAMPLE.com/', 443],
  ])('accepts %s', (text, port) => {
    const reading = readEndpointUrl(text, strict);
    expect(reading.kind).toBe('accepted');
    expect(reading.kind === 'accepted' && effectivePort(reading.url)).toBe(port);
  });

  it('accepts http where the setting does', () => {
    const reading = readEndpointUrl('http://example.com/', { ...strict, allowHttp: true });
    expect(reading).toStrictEqual({ kind: 'accepted', url: new URL('http://example.com/') });
    expect(reading.kind === 'accepted' && effectivePort(reading.url)).toBe(80);
  });

  it.each([
    [
      'http://example.com/',
      'url has the scheme http; use https (http needs the setting webhooks.allowHttp)',
    ],
    [
      'ftp://example.com/',
      'url has the scheme ftp; use https (http needs the setting webhooks.allowHttp)',
    ],
    [
      'https://me:secret@example.com/',
      'url contains a user name or password; put credentials in a custom header',
    ],
    [
      'https://me@example.com/',
      'url contains a user name or password; put credentials in a custom header',
    ],
    ['https://example.com:22/', 'url has the port 22; use 443, 80, or 1024 and above'],
    ['https://example.com:0/', 'url has the port 0; use 443, 80, or 1024 and above'],
    ['example.com', 'url is not a URL; specify https://host/path'],
    ['', 'url is not a URL; specify https://host/path'],
    ['https://', 'url is not a URL; specify https://host/path'],
    [`https://example.com/${'a'.repeat(2048)}`, 'url is longer than 2048 characters; shorten it'],
  ])('refuses %s by field, problem and remedy', (text, reason) => {
    expect(readEndpointUrl(text, strict)).toStrictEqual({ kind: 'refused', reason });
  });

  it('refuses ftp also where http is allowed', () => {
    expect(readEndpointUrl('ftp://example.com/', { ...strict, allowHttp: true }).kind).toBe(
      'refused',
    );
  });

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['１２７.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['[::ffff:169.254.169.254]', '::ffff:a9fe:a9fe'],
  ])('asks about the address that %s stands for', (host, address) => {
    const asked: string[] = [];
    const isRefusedAddress = (given: string) => asked.push(given) > 0;
    expect(readEndpointUrl(`https://${host}/`, { ...strict, isRefusedAddress })).toStrictEqual({
      kind: 'refused',
      reason: `url has the address ${address}, which is not public; use a public one or add it to webhooks.allowedCidrs`,
    });
    expect(asked).toStrictEqual([address]);
  });

  it('accepts a literal address that is not refused', () => {
    const reading = readEndpointUrl('https://8.8.8.8/', {
      ...strict,
      isRefusedAddress: () => false,
    });
    expect(reading.kind).toBe('accepted');
  });
});
