import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { PostFailure } from '../../lambdas/core/delivery/answer.ts';
import { EXPIRED_CERTIFICATE } from '../support/certificates.ts';
import { atPrivate, type CreateFixture, http, named, status, tcp, tls } from './fixture.ts';

/** When the answers below are given. */
export const NOW = Date.parse('2026-03-14T09:26:54.000Z');

/** What a receiver does, what is decided on it (for several attempts: one after the other), and the receiver. */
export type Outcome = readonly [does: string, decided: string, createFixture: CreateFixture];

const HEAD = 'HTTP/1.1 200 OK\r\n';
const AGAIN = 'retried after 5 s';
const SLOWED = 'retried after 60 s';
const because = (failure: PostFailure): string => `${AGAIN} (${failure})`;

const drip = (start: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write('.'), 20);
  socket.on('close', () => clearInterval(timer));
};

const flood = (start: string) => (socket: Socket) => {
  socket.write(start);
  const pump = () => !socket.destroyed && socket.write('x'.repeat(65_536), pump);
  pump();
};

const inTurn = (...codes: number[]) => {
  const left = [...codes];
  return http((_, response) => response.writeHead(left.shift() ?? 200).end());
};

const resetOnSecond = () => {
  let requests = 0;
  return http(({ socket }, response) => {
    requests += 1;
    return requests === 2 ? socket.resetAndDestroy() : response.end('ok');
  });
};

const BOMB = gzipSync(Buffer.alloc(20_000_000));

const bomb = (code: number) =>
  http((_, response) => response.writeHead(code, { 'content-encoding': 'gzip' }).end(BOMB));

const asks429 = (retryAfter: string) => status(429, { 'retry-after': retryAfter });

/** The answers that a receiver gives. */
export const ANSWERS: readonly Outcome[] = [
  ['200', 'delivered', status(200)],
  ['204, or any other 2xx', 'delivered', status(204)],
  [
    '302 to `http://169.254.169.254/latest/meta-data/`',
    AGAIN,
    status(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
  ],
  ['308 to another host', AGAIN, status(308, { location: 'https://other.test/' })],
  ['400, 401, 403, 404 or any other 4xx', AGAIN, status(404)],
  ['410', 'endpoint disabled', status(410)],
  ['500, 503 or any other 5xx', AGAIN, status(503)],
  ['500, and 200 the next time', `${AGAIN}, then delivered`, inTurn(500, 200)],
  ['502', SLOWED, status(502)],
  ['504', SLOWED, status(504)],
  ['429', SLOWED, status(429)],
  ['429 with `Retry-After: 120`', 'retried after 120 s', asks429('120')],
  ['429 with `Retry-After: 0`', SLOWED, asks429('0')],
  [
    '429 with `Retry-After: Sat, 14 Mar 2026 10:26:54 GMT`, an hour ahead',
    'retried after 3600 s',
    asks429('Sat, 14 Mar 2026 10:26:54 GMT'),
  ],
  [
    '429 with `Retry-After: Saturday, 14-Mar-26 10:26:54 GMT`, an old form',
    'retried after 3600 s',
    asks429('Saturday, 14-Mar-26 10:26:54 GMT'),
  ],
  [
    '429 with `Retry-After: Sat Mar 14 10:26:54 2026`, the oldest form',
    'retried after 3600 s',
    asks429('Sat Mar 14 10:26:54 2026'),
  ],
  ['429 with a date in the past', SLOWED, asks429('Sat, 14 Mar 2020 10:26:54 GMT')],
  ['429 with `Retry-After: -5`', SLOWED, asks429('-5')],
  ['429 with `Retry-After: 1.5`', SLOWED, asks429('1.5')],
  ['429 with `Retry-After: 99999999999`', 'retried after 86400 s', asks429('99999999999')],
  [
    '429 with a date years ahead',
    'retried after 86400 s',
    asks429('Sat, 14 Mar 2099 10:26:54 GMT'),
  ],
  ['429 with `Retry-After: soon`', SLOWED, asks429('soon')],
  ['503 with `Retry-After: 120`', 'retried after 120 s', status(503, { 'retry-after': '120' })],
  ['503 with `Retry-After: 1`', AGAIN, status(503, { 'retry-after': '1' })],
];

/** What a receiver does instead of a plain answer. */
export const MISBEHAVIOUR: readonly Outcome[] = [
  ['takes the request and never answers', because('timeout'), tcp(() => undefined)],
  ['drips its headers, one byte at a time', because('timeout'), tcp(drip(`${HEAD}x-slow: `))],
  ['answers 200 and drips its body', 'delivered', tcp(drip(`${HEAD}content-length: 9999\r\n\r\n`))],
  [
    'answers 200 with an endless body',
    'delivered',
    tcp(flood(`${HEAD}content-length: 99999999999\r\n\r\n`)),
  ],
  [
    'answers 500 with an endless body',
    AGAIN,
    tcp(flood('HTTP/1.1 500 No\r\ncontent-length: 99999999999\r\n\r\n')),
  ],
  [
    'answers 200 and resets the connection in the body',
    'delivered',
    tcp((socket) => {
      socket.write(`${HEAD}content-length: 100\r\n\r\nabc`, () =>
        setImmediate(() => socket.resetAndDestroy()),
      );
    }),
  ],
  ['answers 200 with a gzip bomb', 'delivered', bomb(200)],
  ['answers 500 with a gzip bomb', AGAIN, bomb(500)],
  [
    'resets the connection before it answers',
    because('reset'),
    tcp((socket) => socket.resetAndDestroy()),
  ],
  [
    'resets a connection that was kept open from the delivery before',
    'delivered, then delivered',
    resetOnSecond(),
  ],
  [
    'does not answer on a connection that was kept open from the delivery before',
    'delivered, then delivered',
    tcp((socket) => socket.write(`${HEAD}content-length: 0\r\n\r\n`)),
  ],
  [
    'answers 200 with 32 kB of headers',
    'delivered',
    status(200, { 'content-security-policy': 'x'.repeat(32_000) }),
  ],
  ['sends endless headers', because('malformed'), tcp(flood(`${HEAD}x: `))],
  ['speaks no HTTP', because('malformed'), tcp((socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'))],
  [
    'answers 101 and wants to speak another protocol',
    because('unreachable'),
    tcp((socket) => socket.write('HTTP/1.1 101 Hi\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')),
  ],
  ['has a certificate that has expired', because('tls'), tls('localhost', EXPIRED_CERTIFICATE)],
  ['has a certificate for another name', because('tls'), tls('other.test')],
  [
    'has a certificate that no known authority signed',
    because('tls'),
    tls('localhost', undefined, { ca: undefined }),
  ],
];

/** Where a receiver pretends to be. */
export const WHEREABOUTS: readonly Outcome[] = [
  ['`127.0.0.1`', because('refused-url'), atPrivate('127.0.0.1')],
  ['`0x7f.1`: hexadecimal', because('refused-url'), atPrivate('0x7f.1')],
  ['`0x7f000001`: hexadecimal', because('refused-url'), atPrivate('0x7f000001')],
  ['`2130706433`: decimal', because('refused-url'), atPrivate('2130706433')],
  ['`0177.0.0.1`: octal', because('refused-url'), atPrivate('0177.0.0.1')],
  ['`127.1`: short', because('refused-url'), atPrivate('127.1')],
  ['`0.0.0.0`', because('refused-url'), atPrivate('0.0.0.0')],
  ['`[::1]`', because('refused-url'), atPrivate('[::1]')],
  ['`[::ffff:127.0.0.1]`: IPv4-mapped', because('refused-url'), atPrivate('[::ffff:127.0.0.1]')],
  ['`[::127.0.0.1]`: IPv4-compatible', because('refused-url'), atPrivate('[::127.0.0.1]')],
  ['`[64:ff9b::7f00:1]`: NAT64', because('refused-url'), atPrivate('[64:ff9b::7f00:1]')],
  ['`[2002:7f00:1::]`: 6to4', because('refused-url'), atPrivate('[2002:7f00:1::]')],
  [
    '`localhost`: a name with a private address',
    because('refused-address'),
    atPrivate('localhost'),
  ],
  ['`169.254.169.254`: the metadata service', because('refused-url'), atPrivate('169.254.169.254')],
  [
    'a name with the address of the metadata service',
    because('refused-address'),
    named(['169.254.169.254', 'fd00:ec2::254']),
  ],
  ['a name with a private and a public address', 'delivered', named(['10.0.0.1', '127.0.0.1'])],
  [
    'a name whose address is public at first and private at the next dial',
    `delivered, then ${because('refused-address')}`,
    named(['127.0.0.1'], ['10.0.0.1']),
  ],
];
