import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTcp, dialTls } from '../../../../lambdas/adapters/https/dial.ts';
import { createDialPolicy } from '../../../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../../../lambdas/adapters/https/poster.ts';
import { TEST_AUTHORITY } from '../../../support/certificates.ts';
import { type Receiver, startHttp, startHttps } from '../../../support/start-receiver.ts';

let plain: Receiver;
let secure: Receiver;

beforeAll(async () => {
  plain = await startHttp((_, response) => response.end('reached'));
  secure = await startHttps((_, response) => response.end('reached'));
});

afterAll(async () => {
  // The proof of every test below: nothing was ever dialled.
  expect([plain.connections(), secure.connections()]).toStrictEqual([0, 0]);
  await plain[Symbol.asyncDispose]();
  await secure[Symbol.asyncDispose]();
});

const policy = createDialPolicy([]);
const answers =
  (...addresses: string[]): LookupFunction =>
  (_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

/** Spellings of a host that reach 127.0.0.1 unless the addresses are checked. */
const HOSTS = [
  '127.0.0.1',
  'localhost',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '127.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0.0.0.0',
];

describe('a dial without allowed ranges', () => {
  it.each(HOSTS)('never opens a TCP connection to %s', async (host) => {
    const target = { host, port: plain.port, servername: '' };
    await expect(dialTcp(target, { policy, connectTimeoutMs: 1000 })).rejects.toThrow();
  });

  it.each(HOSTS)('never opens a TLS connection to %s', async (host) => {
    const target = { host, port: secure.port, servername: '' };
    await expect(dialTls(target, { policy, connectTimeoutMs: 1000 })).rejects.toThrow();
  });

  it('refuses each private address that a name resolves to', async () => {
    const target = { host: 'rebound.test', port: plain.port, servername: '' };
    const lookup = answers('127.0.0.1', '::1', '::ffff:127.0.0.1');
    await expect(dialTcp(target, { policy, connectTimeoutMs: 1000, lookup })).rejects.toMatchObject(
      {
        code: 'ERR_IP_BLOCKED',
      },
    );
  });
});

describe('a webhook without allowed ranges', () => {
  const post = (url: string, lookup?: LookupFunction) =>
    createHttpsPoster({
      policy,
      timeoutMs: 1000,
      allowHttp: true,
      ca: TEST_AUTHORITY,
      lookup,
    }).post({ url, headers: {}, body: '{}' });

  it.each([
    '127.0.0.1',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    '127.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
  ])('is refused for the literal %s', async (host) => {
    const plainAnswer = await post(`http://${host}:${plain.port}/`);
    const secureAnswer = await post(`https://${host}:${secure.port}/`);
    expect([plainAnswer, secureAnswer]).toMatchObject([
      { failure: 'refused-url' },
      { failure: 'refused-url' },
    ]);
  });

  it.each(['http', 'https'])(
    'is refused over %s for a name with a private address',
    async (scheme) => {
      const { port } = scheme === 'http' ? plain : secure;
      expect(await post(`${scheme}://localhost:${port}/`)).toMatchObject({
        failure: 'refused-address',
      });
      expect(await post(`${scheme}://a.test:${port}/`, answers('::1', '127.0.0.1'))).toMatchObject({
        failure: 'refused-address',
      });
    },
  );

  it('is refused when the name answers differently at the dial than at the check', async () => {
    const addresses = ['93.184.215.14', '127.0.0.1'];
    const lookup: LookupFunction = (host, options, done) =>
      answers(addresses.pop() ?? '127.0.0.1')(host, options, done);
    expect(await post(`https://a.test:${secure.port}/`, lookup)).toMatchObject({
      failure: 'refused-address',
    });
  });
});

it('opens a connection to what is allowed, past addresses that are not', async () => {
  await using receiver = await startHttps((_, response) => response.end());
  const socket = await dialTls(
    { host: 'receiver.test', port: receiver.port, servername: 'receiver.test' },
    {
      policy: createDialPolicy(['127.0.0.0/8']),
      connectTimeoutMs: 1000,
      lookup: answers('10.0.0.1', '127.0.0.1'),
      ca: TEST_AUTHORITY,
    },
  );
  expect(receiver.connections()).toBe(1);
  socket.destroy();
});
