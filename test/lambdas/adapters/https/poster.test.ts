import type { RequestListener } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDialPolicy } from '../../../../lambdas/adapters/https/dial-policy.ts';
import {
  createHttpsPoster,
  type PosterOptions,
} from '../../../../lambdas/adapters/https/poster.ts';
import { EXPIRED_CERTIFICATE, TEST_AUTHORITY } from '../../../support/certificates.ts';
import { startHttp, startHttps, startTcp } from '../../../support/start-receiver.ts';

const createPoster = (options: Partial<PosterOptions> = {}) =>
  createHttpsPoster({
    policy: createDialPolicy(['127.0.0.0/8']),
    timeoutMs: 5000,
    allowHttp: true,
    ca: TEST_AUTHORITY,
    ...options,
  });

const post = (url: string, options: Partial<PosterOptions> = {}) =>
  createPoster(options).post({ url, headers: { 'webhook-id': 'evt_1' }, body: '{"a":"ü"}' });

const postTo = async (onRequest: RequestListener, options: Partial<PosterOptions> = {}) => {
  await using receiver = await startHttp(onRequest);
  return await post(`http://127.0.0.1:${receiver.port}/hook`, options);
};

const postToTcp = async (
  onConnection: (socket: Socket) => void,
  options: Partial<PosterOptions> = {},
) => {
  await using receiver = await startTcp(onConnection);
  return await post(`http://127.0.0.1:${receiver.port}/`, options);
};

const onceAsked = (act: (socket: Socket) => void) => (socket: Socket) => {
  socket.once('data', () => act(socket));
};

describe('a well-behaved receiver', () => {
  it('gets exactly the body and headers, over TLS that is verified', async () => {
    let seen: unknown;
    await using receiver = await startHttps((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
        response.writeHead(202).end('thanks');
      });
    });
    expect(await post(`https://localhost:${receiver.port}/hook?a=1`)).toStrictEqual({
      kind: 'answered',
      statusCode: 202,
      retryAfter: undefined,
      excerpt: 'thanks',
    });
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/hook?a=1',
      headers: { 'webhook-id': 'evt_1', 'content-length': '10' },
      body: '{"a":"ü"}',
    });
  });

  it.each(['http', 'https'])(
    'is spoken to over one %s connection again and again',
    async (scheme) => {
      const startAny = scheme === 'http' ? startHttp : startHttps;
      await using receiver = await startAny((_, response) => response.end('ok'));
      const poster = createPoster();
      const request = { url: `${scheme}://127.0.0.1:${receiver.port}/`, headers: {}, body: '{}' };
      for (let round = 0; round < 5; round += 1) {
        expect(await poster.post(request)).toMatchObject({ statusCode: 200 });
      }
      expect(receiver.connections()).toBe(1);
    },
  );

  it.each(['http', 'https'])(
    'is retried once, immediately, after a reset of a kept %s connection',
    async (scheme) => {
      const startAny = scheme === 'http' ? startHttp : startHttps;
      let requests = 0;
      await using receiver = await startAny(({ socket }, response) => {
        requests += 1;
        if (requests === 2) setTimeout(() => socket.destroy(), 50);
        else response.end('ok');
      });
      const poster = createPoster();
      const request = { url: `${scheme}://127.0.0.1:${receiver.port}/`, headers: {}, body: '{}' };
      await poster.post(request);
      const answer = await poster.post(request);
      expect(answer).toMatchObject({ statusCode: 200, lostMs: expect.any(Number) });
      expect(answer.kind === 'answered' && answer.lostMs).toBeGreaterThanOrEqual(45);
      expect({ requests, connections: receiver.connections() }).toStrictEqual({
        requests: 3,
        connections: 2,
      });
    },
  );
});

describe('a hostile receiver', () => {
  const head = 'HTTP/1.1 200 OK\r\n';

  it('that never answers fails by the timeout', async () => {
    expect(await postTo(() => undefined, { timeoutMs: 100 })).toMatchObject({ failure: 'timeout' });
  });

  it('that never answers is left earlier where less patience is asked for', async () => {
    await using receiver = await startHttp(() => undefined);
    const request = { url: `http://127.0.0.1:${receiver.port}/`, headers: {}, body: '{}' };
    const answer = await createPoster().post({ ...request, earlyTimeoutMs: 50 });
    expect(answer).toMatchObject({ failure: 'timeout' });
  });

  it('that drips its headers fails by the timeout', async () => {
    const answer = await postToTcp(
      onceAsked((socket) => {
        socket.write(`${head}x-slow: `);
        const timer = setInterval(() => socket.write('y'), 10);
        socket.on('close', () => clearInterval(timer));
      }),
      { timeoutMs: 100 },
    );
    expect(answer).toMatchObject({ failure: 'timeout' });
  });

  it('that never finishes the TLS handshake fails by the timeout', async () => {
    await using receiver = await startTcp(() => undefined);
    const answer = await post(`https://127.0.0.1:${receiver.port}/`, { timeoutMs: 100 });
    expect(answer).toMatchObject({ failure: 'timeout' });
  });

  it('that sends an endless body is cut off and judged by its status', async () => {
    let sent = 0;
    const answer = await postToTcp(
      onceAsked((socket) => {
        socket.write(`${head}content-length: 99999999999\r\n\r\n`);
        const pump = () => {
          sent += 65_536;
          if (!socket.destroyed) socket.write('x'.repeat(65_536), pump);
        };
        pump();
      }),
    );
    expect(answer).toMatchObject({ statusCode: 200, excerpt: 'x'.repeat(1024) });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('that drips its body is judged by its status when the timeout comes', async () => {
    const answer = await postToTcp(
      onceAsked((socket) => {
        socket.write(`${head}content-length: 100\r\n\r\n`);
        const timer = setInterval(() => socket.write('.'), 20);
        socket.on('close', () => clearInterval(timer));
      }),
      { timeoutMs: 200 },
    );
    expect(answer).toMatchObject({ statusCode: 200 });
  });

  it('that resets in the middle of its body is judged by its status', async () => {
    const answer = await postToTcp(
      onceAsked((socket) => {
        socket.write(`${head}content-length: 100\r\n\r\nabc`, () => {
          setImmediate(() => socket.resetAndDestroy());
        });
      }),
    );
    expect(answer).toMatchObject({ statusCode: 200 });
  });

  it('that sends a gzip bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const answer = await postTo((_, response) => {
      response.writeHead(500, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(answer).toMatchObject({ statusCode: 500, excerpt: '' });
  });

  it('that redirects is not followed', async () => {
    let requests = 0;
    const answer = await postTo((_, response) => {
      requests += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(answer).toMatchObject({ statusCode: 302 });
    expect(requests).toBe(1);
  });

  it('that names a time to retry has it passed on', async () => {
    const answer = await postTo((_, response) => {
      response.writeHead(429, { 'retry-after': '17' }).end();
    });
    expect(answer).toMatchObject({ statusCode: 429, retryAfter: '17' });
  });

  it.each<[string, string, (socket: Socket) => void]>([
    ['resets a new connection', 'reset', (socket) => socket.resetAndDestroy()],
    ['closes without a word', 'reset', (socket) => socket.end()],
    ['speaks no HTTP', 'malformed', (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n')],
    [
      'sends endless headers',
      'malformed',
      (socket) => socket.write(`${head}a: ${'b'.repeat(99_999)}`),
    ],
    [
      'answers with an upgrade',
      'unreachable',
      (socket) => socket.write('HTTP/1.1 101 Hi\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    ],
  ])('that %s fails as %s', async (_, failure, act) => {
    expect(await postToTcp(onceAsked(act))).toMatchObject({ kind: 'failed', failure });
  });

  it('whose certificate has expired fails as tls', async () => {
    await using receiver = await startHttps((_, response) => response.end(), EXPIRED_CERTIFICATE);
    const answer = await post(`https://localhost:${receiver.port}/`);
    expect(answer).toStrictEqual({
      kind: 'failed',
      failure: 'tls',
      message: 'certificate has expired',
    });
  });

  it('whose certificate is for another name fails as tls', async () => {
    await using receiver = await startHttps((_, response) => response.end());
    const lookup: LookupFunction = (_, __, done) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    expect(await post(`https://other.test:${receiver.port}/`, { lookup })).toMatchObject({
      failure: 'tls',
    });
  });

  it('whose certificate is not trusted fails as tls', async () => {
    await using receiver = await startHttps((_, response) => response.end());
    const answer = await post(`https://localhost:${receiver.port}/`, { ca: undefined });
    expect(answer).toMatchObject({ failure: 'tls' });
  });

  it('that cannot be resolved or reached fails without an exception', async () => {
    const lookup: LookupFunction = (_, __, done) =>
      done(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), []);
    expect(await post('https://missing.test/', { lookup })).toMatchObject({
      failure: 'unresolved',
    });
    const receiver = await startTcp(() => undefined);
    await receiver[Symbol.asyncDispose]();
    expect(await post(`http://127.0.0.1:${receiver.port}/`)).toMatchObject({
      failure: 'unreachable',
    });
  });
});

it('fails as refused-headers when a header cannot be sent', async () => {
  const request = { url: 'https://127.0.0.1/', headers: { 'x-a': 'b\r\nc: d' }, body: '{}' };
  expect(await createPoster().post(request)).toMatchObject({ failure: 'refused-headers' });
});

it('refuses a URL that the rules forbid', async () => {
  expect(await post('http://127.0.0.1/', { allowHttp: false })).toMatchObject({
    failure: 'refused-url',
    message: expect.stringContaining('https'),
  });
});
